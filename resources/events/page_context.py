"""Template context of event pages, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any

from django.utils import timezone

from core.base.localized import in_alphabet, many, one
from core.listings.related import listings
from core.vocabularies import languages
from groups.models import Theme
from groups.page_context import entities_of, goal_numbers, groups_of
from resources.events.event_time import Point, clock_of, point
from resources.models import EventPage, EventType, ResourcePage


@dataclass(frozen=True)
class Day:
    """The sessions of a day by time. ``date`` is ``None`` where a programme names no days."""

    date: date | None
    sessions: list[Any]


@dataclass(frozen=True)
class Registration:
    """Registration for an event; ``closes`` is ``None`` if that is when it begins; ``clock`` is the time zone."""

    address: str
    open: bool
    closes: Point | None
    clock: str


def event_context(page: EventPage) -> dict[str, Any]:
    """Type, organisers, groups, goals, themes, languages, programme by time, registration and listings.

    ``groups`` has the group below which the page lies first; ``over`` says whether the event is past;
    ``registration_link`` is empty while nobody can register.
    """
    locale = page.locale
    register = registration(page)
    return {
        "type": one(EventType, page.type_id, locale),
        "organisers": list(entities_of(page.organisers.all(), locale).values()),
        "groups": groups_of(page, page.groups.all()),
        "goals": goal_numbers(page),
        "themes": many(Theme, [row.theme_id for row in page.themes.all()], locale),
        "interpretation_languages": in_alphabet(page.interpretation_languages, languages.choices(locale.language_code)),
        "programme": programme(page),
        "materials": many(ResourcePage, [row.resource_id for row in page.materials.all()], locale),
        "registration": register,
        "registration_link": register.address if register and register.open else "",
        "over": is_over(page),
        "listings": listings(page),
    }


def programme(page: EventPage) -> list[Day]:
    """The sessions by day and time. Those without a day are of the first, which is named only beside others."""
    has_days = any(session.value["day"] for session in page.programme)
    first = (page.first_day() if has_days else None) or date.min

    def place(session: Any) -> tuple[date, time]:
        return session.value["day"] or first, session.value["starts"] or time.min

    ordered = groupby(sorted(page.programme, key=place), key=lambda session: place(session)[0])
    return [Day(day if day > date.min else None, list(sessions)) for day, sessions in ordered]


def is_over(page: EventPage) -> bool:
    """Whether its end has passed; never, where no time is known."""
    ends = page.ends()
    return ends is not None and ends < timezone.now()


def registration(page: EventPage) -> Registration | None:
    """Registration for an event; ``None`` where it is closed, cancelled or over."""
    takes_place = page.status in {EventPage.Status.SCHEDULED, EventPage.Status.POSTPONED}
    closes = page.registration_closes or page.begins()
    if not page.registration_link or not takes_place or not closes or is_over(page):
        return None
    closing_time = page.registration_closes
    if page.status == EventPage.Status.POSTPONED and not closing_time and closes <= timezone.now():
        return None  # it has not begun on the day that it was planned for
    return Registration(
        address=page.registration_link,
        open=timezone.now() < closes,
        closes=point(closing_time, page.timezone) if closing_time else None,
        clock=clock_of(closing_time, page.timezone) if closing_time else "",
    )
