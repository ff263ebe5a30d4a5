"""Which events concern a page, over all languages; those to come first, then those that are over."""

from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils import timezone
from wagtail.models import Page

from core.related import Filter
from groups.listings import about, of_goal, of_group
from resources.models import EventGroup, EventPage


def next_first(now: datetime | None = None) -> tuple[Any, ...]:
    """The next event first, then from the one that was last back to the first."""
    over = Q(over_at__lt=now or timezone.now())
    return (
        Case(When(over, then=Value(1)), default=Value(0), output_field=IntegerField()),
        Case(When(over, then=None), default=F("starts_at")).asc(nulls_last=True),
        F("starts_at").desc(nulls_last=True),
        "title",
        "pk",
    )


def all_events(now: datetime | None = None) -> Any:
    """Every event in every language with its type: the next one first, then back from the one that was last."""
    return EventPage.objects.order_by(*next_first(now)).select_related("type__locale")


def in_country(events: Any, code: str) -> Any:
    """Those that take place in a country."""
    return events.filter(country=code)


def with_group(events: Any, group: Page) -> Any:
    """Those of a group: their pages lie below its own, or they name it."""
    return of_group(events, EventGroup, group)


#: What a listing of events can be narrowed to; see ``core.related.ListedType``.
FILTERS: dict[str, Filter] = {"goal": of_goal, "theme": about, "country": in_country, "group": with_group}


def events_of_goal(page: Page) -> Any:
    """The events about a goal."""
    return of_goal(all_events(), page.number)


def events_of_group(page: Page) -> Any:
    """The events of a group."""
    return with_group(all_events(), page)
