"""Events as iCalendar (RFC 5545, RFC 7986)."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Event

from core.base.plain_text import clean_line, clean_lines
from core.vocabularies import time_zones
from resources.events.ical_time_zones import clocks
from resources.models import EventPage

CONTENT_TYPE = "text/calendar; charset=utf-8"

#: Changes are numbered by the seconds from here to the last of them, for which 31 bits are enough until 2088.
FIRST_CHANGE = datetime(2020, 1, 1, tzinfo=UTC)
#: How often who subscribes to a calendar should look at it again.
REFRESH = timedelta(hours=1)


def calendar_of(events: Iterable[EventPage], request: HttpRequest, name: str = "") -> bytes:
    """A calendar file of events, each in the language of its page; those without a start are left out.

    An event is the same one in every language, so whoever has it in two of them sees it once. It counts as
    changed when any language's page was published, since that is how its facts come into all of them. Two
    queries at most, however many events there are.

    Args:
        name: of the calendar, for people who subscribe to it; empty for a file with an event to keep.
    """
    events_with_start = [event for event in events if event.starts_at]
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//Plataforma//Plataforma//{(translation.get_language() or 'en').upper()}")
    calendar.add("METHOD", "PUBLISH")
    if name:
        calendar.calendar_name = clean_line(name)
        calendar.add("REFRESH-INTERVAL", REFRESH, {"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", "PT1H")
    for zone, (first, last) in sorted(_years(events_with_start).items()):
        calendar.add_component(clocks(zone, first, last))
    changes = _changes(events_with_start)
    for event in events_with_start:
        calendar.add_component(_component(event, request, changes.get(event.translation_key)))
    content: bytes = calendar.to_ical()
    return content


def _changes(events: Sequence[EventPage]) -> dict[UUID, datetime | None]:
    """Time at which any version of each event was last published, by translation key. One query, none for none."""
    if not events:
        return {}
    versions = (
        type(events[0]).objects.order_by().filter(translation_key__in={event.translation_key for event in events})
    )
    return dict(versions.values_list("translation_key").annotate(Max("last_published_at")))


def _component(event: EventPage, request: HttpRequest, changed: datetime | None) -> Event:
    words = event.alias_of if event.alias_of_id else event
    language = words.locale.language_code
    component = Event()
    with translation.override(language):
        component.add("UID", str(event.translation_key))
        component.add("DTSTAMP", changed or timezone.now())
        if changed:
            component.add("LAST-MODIFIED", changed)
        component.add("SEQUENCE", max(int((changed - FIRST_CHANGE).total_seconds()), 0) if changed else 0)
        component.add("STATUS", _status(event))
        for key, value in _time(event).items():
            component.add(key, value)
        # Few calendars show the status, so the title says it too.
        state, title = event.state, event.title
        summary = gettext("%(state)s: %(title)s") % {"state": state.label, "title": title} if state.telling else title
        url = event.get_full_url(request) or ""
        description = "\n\n".join(filter(None, [event.summary, url]))
        texts = {"SUMMARY": summary, "DESCRIPTION": description, "LOCATION": event.location}
        for key, text in texts.items():
            if text:
                component.add(key, clean_lines(text), {"LANGUAGE": language})
        if url:
            component.add("URL", url)
    return component


def _status(event: EventPage) -> str:
    statuses = {event.Status.CANCELLED: "CANCELLED", event.Status.POSTPONED: "TENTATIVE"}
    return statuses.get(event.Status(event.status), "CONFIRMED")


def _time(event: EventPage) -> dict[str, date | datetime]:
    """Start and end. Whole days are dates, and end before the day after the last one."""
    first, last = event.first_day(), event.last_day()
    if event.all_day and first and last:
        return {"DTSTART": first, "DTEND": max(first, last) + timedelta(days=1)}
    moments = {"DTSTART": event.starts_at}
    if event.ends_at and event.starts_at and event.ends_at > event.starts_at:
        moments["DTEND"] = event.ends_at
    zone = UTC if _zone(event) == "UTC" else time_zones.zone(event.timezone)
    return {key: moment.astimezone(zone) for key, moment in moments.items() if moment}


def _zone(event: EventPage) -> str:
    return time_zones.zone(event.timezone).key


def _years(events: Iterable[EventPage]) -> dict[str, tuple[int, int]]:
    """The zones whose clocks the events need, each with the first and the last year."""
    years: dict[str, tuple[int, int]] = {}
    for event in events:
        if event.all_day or _zone(event) == "UTC":
            continue
        event_years = [moment.year for moment in (event.starts_at, event.ends_at) if moment]
        first, last = years.get(_zone(event), (event_years[0], event_years[0]))
        years[_zone(event)] = (min(first, *event_years), max(last, *event_years))
    return years
