"""Filters and groups of lists of events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel.dates import format_skeleton
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Locale

from core.base.facets import Facet, Name, Pairs
from core.base.list_definition import ListSection
from core.listings.filters import FIRST_YEAR, YEARS_AHEAD, column_pairs, sum_by_value
from core.vocabularies.languages import cldr

UPCOMING, PAST = "upcoming", "past"


@dataclass(frozen=True)
class TimeFacet(Facet):
    """Events that go on or lie ahead, and those that are over."""

    def names(self, locale: Locale) -> Mapping[str, Name]:
        tag = locale.language_code
        return {UPCOMING: Name(gettext("Upcoming events"), tag), PAST: Name(gettext("Past events"), tag)}

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        if {UPCOMING, PAST} <= set(values):
            return pages
        is_over = Q(over_at__lt=timezone.now())
        return pages.filter(is_over) if PAST in values else pages.exclude(is_over)

    @property
    def columns(self) -> tuple[str, ...]:
        return ("over_at",)

    def pairs(self, pages: str) -> Iterable[Pairs]:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        time_case = f"CASE WHEN over_at < %s THEN '{PAST}' ELSE '{UPCOMING}' END"
        yield f"SELECT pk AS holder, {time_case} AS word FROM {pages}", (now,)  # noqa: S608 - names of ours


@dataclass(frozen=True)
class MonthFacet(Facet):
    """The month in which an event starts, by its own clocks; the last one first."""

    def names(self, locale: Locale) -> Mapping[str, Name]:
        return _Months(locale.language_code)

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        condition = Q(pk__in=[])
        for value in values:
            first = date.fromisoformat(f"{value}-01")
            condition |= Q(starts_on__year=first.year, starts_on__month=first.month)
        return pages.filter(condition)

    @property
    def columns(self) -> tuple[str, ...]:
        return ("starts_on",)

    def pairs(self, pages: str) -> Iterable[Pairs]:
        yield column_pairs(pages, "starts_on")

    def fold(self, counted: Mapping[str, int]) -> Mapping[str, int]:
        return sum_by_value(counted, lambda day: day[:7])


class _Months(Mapping[str, Name]):
    """The months that can be asked for; only those that are shown are put into words."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        years = range(timezone.localdate().year + YEARS_AHEAD, FIRST_YEAR - 1, -1)
        self.months = dict.fromkeys(f"{year}-{month:02d}" for year in years for month in range(12, 0, -1))

    def __getitem__(self, value: str) -> Name:
        if value not in self.months:
            raise KeyError(value)
        return Name(_month(value, self.tag), self.tag)

    def __contains__(self, value: object) -> bool:
        return value in self.months

    def __iter__(self) -> Iterator[str]:
        return iter(self.months)

    def __len__(self) -> int:
        return len(self.months)


@cache
def _month(value: str, tag: str) -> str:
    """A month in words, as «mayo de 2026»; there are only so many, and each takes a while."""
    return str(format_skeleton("yMMMM", date.fromisoformat(f"{value}-01"), locale=cldr(tag)))


def sections(pages: list[Any], _locale: Locale) -> list[ListSection]:
    """Events that are going on, then those ahead, then those that are over."""
    now = timezone.now()
    parts: dict[str, list[Any]] = {"running": [], UPCOMING: [], PAST: []}
    for page in pages:
        running = page.starts_at is not None and page.starts_at <= now
        is_past = page.over_at is not None and page.over_at < now
        parts[PAST if is_past else "running" if running else UPCOMING].append(page)
    headings = {
        "running": gettext("Taking place now"),
        UPCOMING: gettext("Upcoming events"),
        PAST: gettext("Past events"),
    }
    return [ListSection(headings[part], part_pages) for part, part_pages in parts.items() if part_pages]
