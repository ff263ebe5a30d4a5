"""Time zones by IANA name, with names from CLDR.

An editor types a time as the clock on the wall shows it where an event takes place; what is stored is
the moment. Here is the way from one to the other and back.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_gmt, get_timezone_location
from django.utils.translation import get_language

from core.vocabularies.collation import fold
from core.vocabularies.languages import cldr

#: The database also has abbreviations and old names of countries, which nobody looks for.
AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


class SkippedTimeError(ValueError):
    """The clocks of a zone never show this time: they are put forward over it."""


def choices(language: str | None = None) -> list[tuple[str, str]]:
    """IANA name and city of each zone, in the alphabet of the language given or active."""
    return list(_choices(language or get_language() or "en"))


@cache
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    names = {"UTC", *(zone_name for zone_name in _database_names() if zone_name.split("/", maxsplit=1)[0] in AREAS)}
    pairs = [(zone_name, label(zone_name, language)) for zone_name in names]
    return tuple(sorted(pairs, key=lambda pair: (fold(pair[1]), pair[0])))


def label(name: str, language: str) -> str:
    """A zone as it is chosen: its city, and its IANA name."""
    return name if name == "UTC" else f"{city(name, language)} ({name})"


@cache
def city(name: str, language: str) -> str:
    """The place by which a zone is called, in a language."""
    location: str = get_timezone_location(zone(name), locale=cldr(language), return_city=True)
    return location.rpartition("/")[2].replace("_", " ")


def offset(moment: datetime, language: str) -> str:
    """Offset of an aware moment's zone from Greenwich: ``GMT-05:00``."""
    gmt_offset: str = get_timezone_gmt(moment, "long", locale=cldr(language))
    return gmt_offset


@cache
def zone(name: str) -> ZoneInfo:
    """A zone by name; UTC where none is given, or one that the database does not have."""
    return ZoneInfo(name if name in _database_names() else "UTC")


@cache
def _database_names() -> frozenset[str]:
    """The names that the database has. It is a tree of files, so it is asked once."""
    return frozenset(available_timezones())


def wall(moment: datetime, name: str) -> datetime:
    """Local time in a zone at a moment, as a naive value."""
    return moment.astimezone(zone(name)).replace(tzinfo=None)


def moment(wall_time: datetime, name: str) -> datetime:
    """The moment, in UTC, at which the clocks of a zone show a time; the first one if they show it twice.

    Raises:
        SkippedTimeError: they never do.
    """
    instant = wall_time.replace(tzinfo=zone(name), fold=0).astimezone(UTC)
    if wall(instant, name) != wall_time:
        raise SkippedTimeError(f"{wall_time} does not exist in {name}.")
    return instant


def start_of_day(day: date, name: str) -> datetime:
    """The moment, in UTC, at which a day begins in a zone."""
    return datetime.combine(day, time(), tzinfo=zone(name)).astimezone(UTC)


def end_of_day(day: date, name: str) -> datetime:
    """The moment, in UTC, at which a day is over in a zone."""
    return start_of_day(day + timedelta(days=1), name)
