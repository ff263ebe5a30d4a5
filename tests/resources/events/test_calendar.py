"""Events in the calendars that people keep, read by icalendar, their times also by another library."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from resources.events.calendar import calendar_of
from resources.events.ical_time_zones import clocks
from resources.models import EventPage
from tests.groups.public_pages import create_english_version, republish
from tests.resources.factories import EventPageFactory
from tests.support.public_pages import subpage_url

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def get_calendar(client: Client, page: Any) -> Any:
    """The calendar beside an event's page."""
    response = client.get(subpage_url(page, "event.ics"))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}.ics"'
    return Calendar.from_ical(response.content)


def event_of(calendar: Any) -> Any:
    """The only event in it."""
    (found,) = calendar.events
    return found


def moment_by_dateutil(calendar: Any, wall: datetime) -> datetime:
    """What a calendar's own rules say a clock's time is in UTC, as ``dateutil`` reads them."""
    (rules,) = calendar.timezones
    zone = tzical(io.StringIO(rules.to_ical().decode().replace("\r\n", "\n"))).get()
    return wall.replace(tzinfo=zone).astimezone(UTC)


def test_an_event_says_what_when_where_in_the_language_of_the_page(client: Client, events: Any) -> None:
    event = republish(
        EventPageFactory(
            parent=events,
            title="Foro, segunda; parte",
            summary="Qué se hará.\nPara quién.",
            venue="Sala \\ 1",
            country="CO",
            ends_at=datetime(2027, 3, 12, 17, tzinfo=UTC),
        )
    )
    made = event_of(get_calendar(client, event))
    assert (str(made["SUMMARY"]), made["SUMMARY"].params["LANGUAGE"]) == ("Foro, segunda; parte", "es")
    assert str(made["LOCATION"]) == "Sala \\ 1, Bogotá, Colombia"
    assert str(made["DESCRIPTION"]) == f"Qué se hará.\nPara quién.\n\nhttp://localhost{event.url}"
    assert str(made["URL"]) == f"http://localhost{event.url}"
    assert str(made["STATUS"]) == "CONFIRMED"
    assert (made.start, made.end) == (event.starts_at, event.ends_at)
    assert made["DTSTART"].params["TZID"] == "America/Bogota"
    assert "ORGANIZER" not in made
    english = event_of(get_calendar(client, create_english_version(event)))
    assert (str(english["SUMMARY"]), english["SUMMARY"].params["LANGUAGE"]) == ("EN Foro, segunda; parte", "en")
    assert english["UID"] == made["UID"]


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Madrid", "2027-03-28T01:59"),  # a minute before clocks go forward
        ("Europe/Madrid", "2027-03-28T03:00"),
        ("Europe/Madrid", "2027-03-28T03:30"),
        ("Europe/Madrid", "2027-10-31T03:30"),
        ("Europe/Madrid", "2027-07-01T09:00"),
        ("America/Santiago", "2027-04-04T09:00"),  # where winter is in July
        ("America/Santiago", "2027-01-01T00:00"),
        ("America/Santiago", "2027-12-31T23:30"),
        ("Africa/Casablanca", "2027-02-20T09:00"),  # where clocks go back for Ramadan
        ("America/Bogota", "2027-03-12T10:00"),
    ],
)
def test_the_rules_of_the_clocks_hold_around_their_changes(client: Client, events: Any, zone: str, shown: str) -> None:
    wall = datetime.fromisoformat(shown)
    moment = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    event = EventPageFactory(parent=events, timezone=zone, starts_at=moment)
    calendar = get_calendar(client, event)
    assert event_of(calendar).start.replace(tzinfo=None) == wall
    assert moment_by_dateutil(calendar, wall) == moment


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Santiago", "America/Asuncion", "Africa/Casablanca"])
def test_every_hour_of_three_years_is_told_right(zone: str) -> None:
    told = Calendar()
    told.add_component(clocks(zone, 2023, 2025))
    rules = tzical(io.StringIO(told.to_ical().decode().replace("\r\n", "\n"))).get()
    shown, last = datetime.fromisoformat("2023-01-01"), datetime.fromisoformat("2026-01-01")
    wrong = []
    while shown < last:
        real = shown.replace(tzinfo=ZoneInfo(zone))
        shown_once = real.utcoffset() == real.replace(fold=1).utcoffset()
        if shown_once and shown.replace(tzinfo=rules).utcoffset() != real.utcoffset():
            wrong.append(shown)
        shown += timedelta(hours=1)
    assert wrong == []


def test_times_of_greenwich_need_no_rules(client: Client, events: Any) -> None:
    event = EventPageFactory(parent=events, timezone="UTC", starts_at=datetime(2027, 3, 12, 15, tzinfo=UTC))
    calendar = get_calendar(client, event)
    assert calendar.timezones == []
    assert b"DTSTART:20270312T150000Z" in calendar.to_ical()


def test_whole_days_are_dates_and_end_before_the_day_after(client: Client, events: Any) -> None:
    first = datetime(2027, 3, 12, 5, tzinfo=UTC)
    event = EventPageFactory(parent=events, all_day=True, starts_at=first, ends_at=first + timedelta(days=2))
    made = event_of(get_calendar(client, event))
    assert (made["DTSTART"].dt, made["DTEND"].dt) == (date(2027, 3, 12), date(2027, 3, 15))
    single = EventPageFactory(parent=events, all_day=True, starts_at=first)
    made = event_of(get_calendar(client, single))
    assert (made["DTSTART"].dt, made["DTEND"].dt) == (date(2027, 3, 12), date(2027, 3, 13))


@pytest.mark.parametrize(
    ("status", "said"), [(EventPage.Status.CANCELLED, "CANCELLED"), (EventPage.Status.POSTPONED, "TENTATIVE")]
)
def test_what_becomes_of_an_event_reaches_the_calendars_of_all_languages_at_once(
    client: Client, events: Any, status: EventPage.Status, said: str
) -> None:
    source = EventPageFactory(parent=events, title="Foro")
    version = create_english_version(source)
    before = event_of(get_calendar(client, version))
    EventPage.objects.update(last_published_at=datetime(2026, 1, 1, tzinfo=UTC))
    first = event_of(get_calendar(client, version))["SEQUENCE"]
    source = EventPage.objects.get(pk=source.pk)
    source.status = status
    source.save_revision().publish()
    after = event_of(get_calendar(client, version))
    assert (str(before["STATUS"]), str(after["STATUS"])) == ("CONFIRMED", said)
    assert after["SEQUENCE"] > first
    assert after["UID"] == before["UID"]
    with translation.override("en"):
        assert str(after["SUMMARY"]) == f"{status.label}: EN Foro"
    assert event_of(get_calendar(client, source))["SEQUENCE"] == after["SEQUENCE"] < 2**31


def test_rows_of_old_with_control_characters_are_read_by_strict_programs(client: Client, events: Any) -> None:
    event = republish(EventPageFactory(parent=events, summary="Seis días"))
    EventPage.objects.filter(pk=event.pk).update(
        title="Uno\x0bdos", summary="Seis\x00 días\u2028con mesa", venue="Sala\x1b 1"
    )
    content = client.get(subpage_url(event, "event.ics")).content.decode()
    assert {letter for letter in content if not letter.isprintable()} == {"\r", "\n"}
    assert not set("\u2028\u2029\x85") & set(content)


def test_an_event_without_a_start_or_behind_a_password_has_no_calendar(client: Client, events: Any) -> None:
    undated = EventPageFactory(parent=events)
    EventPage.objects.update(starts_at=None)
    assert client.get(subpage_url(undated, "event.ics")).status_code == 404
    event = EventPageFactory(parent=events, summary="Secreto")
    PageViewRestriction.objects.create(page=event, restriction_type="password", password="x")
    assert b"Secreto" not in client.get(subpage_url(event, "event.ics")).content
    draft = EventPageFactory(parent=events, live=False)
    assert client.get(subpage_url(draft, "event.ics")).status_code == 404


def test_many_events_take_as_many_queries_as_one(events: Any, rf: RequestFactory) -> None:
    request = rf.get("/")
    for number in range(6):
        EventPageFactory(
            parent=events,
            timezone=("America/Bogota", "Europe/Madrid")[number % 2],
            starts_at=datetime(2027 + number, 1, 2, 9, tzinfo=UTC),
        )
    held = list(EventPage.objects.select_related("locale"))
    calendar_of(held[:1], request)
    counts = []
    for some in (held[:1], held):
        with CaptureQueriesContext(connection) as asked:
            written = calendar_of(some, request, name="Eventos")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    calendar = Calendar.from_ical(written)
    assert len(calendar.events) == 6
    assert calendar.calendar_name == "Eventos"
    assert sorted(zone.tz_name for zone in calendar.timezones) == ["America/Bogota", "Europe/Madrid"]
    assert calendar.get_missing_tzids() == set()
