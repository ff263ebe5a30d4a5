"""Format the time of an event, in the reader's language and the event's time zone."""

import re
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_time, parse_pattern
from django.utils.translation import get_language, gettext

from core.vocabularies import time_zones
from core.vocabularies.languages import cldr


@dataclass(frozen=True)
class Point:
    """A start or an end. ``iso`` is for programs; ``date`` and ``time`` are in the reader's language, or empty."""

    iso: str
    date: str
    time: str


@dataclass(frozen=True)
class When:
    """An event's time. ``ends`` is ``None`` where it says nothing new; ``clock`` says whose time it is."""

    starts: Point
    ends: Point | None
    clock: str


def when(starts_at: datetime | None, ends_at: datetime | None, zone: str, *, all_day: bool) -> When | None:
    """The time of an event in the active language; ``None`` without a start."""
    if starts_at is None:
        return None
    language = get_language() or "en"
    starts = starts_at.astimezone(time_zones.zone(zone))
    ends = ends_at.astimezone(time_zones.zone(zone)) if ends_at else None
    if all_day:
        last = ends if ends and ends.date() > starts.date() else None
        return When(*_days(starts, last, language), "") if last else When(_day(starts, language), None, "")
    shown_end = ends if ends and ends > starts else None
    return When(
        _moment(starts, language),
        _moment(shown_end, language, same_day=shown_end.date() == starts.date()) if shown_end else None,
        clock(starts, zone, language),
    )


def sentences(*texts: str) -> str:
    """Texts as sentences of one paragraph, empty ones left out."""
    return " ".join(_sentence(text) for text in texts if text)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "؟", "。")) else f"{text}."


def in_words(when: When | None) -> str:
    """A time in one line; empty where there is none."""
    if when is None:
        return ""
    ends = [", ".join(filter(None, (point.date, point.time))) for point in (when.starts, when.ends) if point]
    return ", ".join(filter(None, (" – ".join(ends), when.clock)))


def clock(moment: datetime, zone: str, language: str) -> str:
    """Whose time it is: the zone's place, and how far it is from Greenwich at that moment."""
    if zone in ("", "UTC"):
        return "UTC"
    return gettext("%(city)s time (%(offset)s)") % {
        "city": time_zones.city(zone, language),
        "offset": time_zones.offset(moment, language),
    }


def clock_of(moment: datetime, zone: str) -> str:
    """Whose time :func:`point` gives, in the active language."""
    return clock(moment.astimezone(time_zones.zone(zone)), zone, get_language() or "en")


def point(moment: datetime, zone: str) -> Point:
    """A moment by the clocks of a zone, in the active language."""
    return _moment(moment.astimezone(time_zones.zone(zone)), get_language() or "en")


def _day(moment: datetime, language: str) -> Point:
    return Point(moment.date().isoformat(), format_date(moment, "long", locale=cldr(language)), "")


def _days(first: datetime, last: datetime, language: str) -> tuple[Point, Point]:
    """Two days as one period: the first day says only what the last doesn't say again, as “24 – 29 nov 2026”.

    CLDR's patterns for periods, by the largest part in which the days differ.
    """
    locale = cldr(language)
    largest = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = locale.interval_formats.get("yMMMd", {}).get(largest)
    if not patterns:
        return _day(first, language), _day(last, language)
    texts = [
        parse_pattern(pattern).apply(day.date(), locale) for pattern, day in zip(patterns, (first, last), strict=True)
    ]
    words = [re.sub(r"^\W+|[^\w.]+$", "", each) for each in texts]
    start, end = (Point(day.date().isoformat(), word, "") for day, word in zip((first, last), words, strict=True))
    return start, end


def _moment(moment: datetime, language: str, same_day: bool = False) -> Point:
    locale = cldr(language)
    return Point(
        moment.isoformat(timespec="minutes"),
        "" if same_day else format_date(moment, "long", locale=locale),
        format_time(moment, "short", tzinfo=moment.tzinfo, locale=locale),
    )
