"""What a visitor reads of events, in their language and by the event's clocks."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone, translation

from core.vocabularies import time_zones
from groups.models import WorkingGroupPage
from home.models import HomePage
from resources.models import EventPage
from tests.factories import EntityFactory, SDGIndexPageFactory, SDGPageFactory
from tests.groups.public_pages import create_english_version, get_html, publish_page, republish
from tests.resources.factories import EventGroupFactory, EventOrganiserFactory, EventPageFactory
from tests.support.messages import in_spanish
from tests.support.public_pages import subpage_url

pytestmark = pytest.mark.django_db


def main(html: str) -> Any:
    return BeautifulSoup(html, "html.parser").main


def main_text(html: str) -> str:
    return " ".join(main(html).get_text(" ").split())


def times(html: str) -> list[tuple[str, str]]:
    """Each time of a page as programs and as people read it; its head says the same as its facts."""
    head, facts = (
        [(str(tag["datetime"]), " ".join(tag.get_text().split())) for tag in main(html).select(f"{part} .when time")]
        for part in (".page-header", ".facts")
    )
    assert head == facts
    return facts


def label_in(label: Any, language: str = "es") -> str:
    with translation.override(language):
        return str(label)


def listed_events(client: Client, page: Any) -> tuple[list[str], list[str]]:
    """The events that a page lists: titles in its language, and those elsewhere."""
    for listing in client.get(page.url).context["listings"]:
        if listing.name == "events":
            return [item.title for item in listing.pages], [item.title for item in listing.other_languages]
    return [], []


def test_the_time_is_that_of_the_events_clocks_in_the_readers_language(client: Client, events: Any) -> None:
    event = EventPageFactory(
        parent=events, starts_at=datetime(2027, 3, 12, 15, tzinfo=UTC), ends_at=datetime(2027, 3, 12, 17, tzinfo=UTC)
    )
    html = get_html(client, event)
    assert times(html) == [
        ("2027-03-12T10:00-05:00", "12 de marzo de 2027, 10:00"),
        ("2027-03-12T12:00-05:00", "12:00"),
    ]
    assert "Bogotá" in main_text(html)
    assert "GMT-05:00" in main_text(html)
    version = get_html(client, create_english_version(event))
    assert [shown.replace("\u202f", " ") for _iso, shown in times(version)] == ["March 12, 2027, 10:00 AM", "12:00 PM"]


def test_summer_time_counts(client: Client, events: Any) -> None:
    event = EventPageFactory(
        parent=events,
        timezone="Europe/Madrid",
        starts_at=datetime(2027, 3, 27, 9, tzinfo=UTC),
        ends_at=datetime(2027, 3, 28, 8, tzinfo=UTC),
    )
    assert [iso for iso, _shown in times(get_html(client, event))] == [
        "2027-03-27T10:00+01:00",
        "2027-03-28T10:00+02:00",
    ]


def test_whole_days_have_no_times(client: Client, events: Any) -> None:
    event = EventPageFactory(
        parent=events,
        all_day=True,
        starts_at=datetime(2027, 3, 12, 5, tzinfo=UTC),
        ends_at=datetime(2027, 3, 14, 5, tzinfo=UTC),
    )
    assert times(get_html(client, event)) == [
        ("2027-03-12", "12"),
        ("2027-03-14", "14 mar 2027"),
    ]


def test_the_list_has_running_upcoming_and_past_events(client: Client, events: Any, fixed_now: datetime) -> None:
    def at(title: str, start: timedelta, end: timedelta | None = None, **values: Any) -> EventPage:
        ends_at = fixed_now + end if end is not None else None
        return EventPageFactory(parent=events, title=title, starts_at=fixed_now + start, ends_at=ends_at, **values)

    hour, day = timedelta(hours=1), timedelta(days=1)
    at("Lejano", 9 * day)
    at("Cercano", 2 * day)
    at("En curso", -hour, hour)
    at("Hoy sin fin", -2 * hour)
    at("Día entero", -3 * hour, -2 * hour, all_day=True)
    at("Antiguo", -9 * day, -8 * day)
    at("Reciente", -2 * day, -2 * day + hour)
    shown = {
        section.heading: [page.title for page in section.pages] for section in results_page_sections(client, events.url)
    }
    assert shown == {
        in_spanish("Taking place now"): ["Día entero", "Hoy sin fin", "En curso"],
        in_spanish("Upcoming events"): ["Cercano", "Lejano"],
        in_spanish("Past events"): ["Reciente", "Antiguo"],
    }


def results_page_sections(client: Client, address: str) -> list[Any]:
    """The sections of a leaf of events."""
    sections: list[Any] = client.get(address).context["results"].sections
    return sections


def test_events_fill_leaves_those_ahead_first(client: Client, events: Any) -> None:
    ahead = EventPageFactory(parent=events, title="Adelante")
    for number in range(21):
        EventPageFactory(parent=events, starts_at=datetime(2020, 1, 1 + number, tzinfo=UTC))
    (upcoming, past), (rest,) = (
        results_page_sections(client, events.url),
        results_page_sections(client, f"{events.url}?page=2"),
    )
    assert (upcoming.pages, len(past.pages), len(rest.pages)) == ([ahead], 19, 2)
    assert client.get(f"{events.url}?page=nada").status_code == 404


@pytest.mark.parametrize("status", [EventPage.Status.CANCELLED, EventPage.Status.POSTPONED])
def test_what_became_of_the_plan_is_said_wherever_the_event_is_named(
    client: Client, home: HomePage, group: WorkingGroupPage, events: Any, status: EventPage.Status
) -> None:
    event = EventPageFactory(
        parent=events, title="Foro", goals=[5], status=status, registration_link="https://a.example/"
    )
    EventGroupFactory(page=event, group=group)
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    for page in (event, events, group, goal):
        assert label_in(status.label) in main_text(get_html(client, page)), page
    assert "https://a.example/" not in get_html(client, event) or status == EventPage.Status.POSTPONED
    assert label_in(status.label, "en") in main_text(get_html(client, create_english_version(group)))


def test_an_event_cancelled_in_spanish_is_cancelled_in_english_when_it_is_published(
    client: Client, events: Any
) -> None:
    event = EventPageFactory(parent=events, title="Foro")
    version = create_english_version(event)
    source = republish(event)
    source.status, source.starts_at = EventPage.Status.CANCELLED, datetime(2020, 5, 6, 12, tzinfo=UTC)
    source.save_revision().publish()
    version = EventPage.objects.get(pk=version.pk)
    assert (version.status, version.starts_at, version.title) == ("cancelled", source.starts_at, "EN Foro")
    assert version.over_at == EventPage.objects.get(pk=source.pk).over_at == datetime(2020, 5, 7, 5, tzinfo=UTC)
    assert label_in(EventPage.Status.CANCELLED.label, "en") in main_text(get_html(client, version))


@pytest.fixture
def events_of_group(home: HomePage, group: WorkingGroupPage, events: Any) -> dict[str, Any]:
    """Two events of a group: one below its page, one that names it; and a goal's page."""
    below = EventPageFactory(parent=group, title="Debajo", goals=[5], starts_at=datetime(2027, 5, 1, tzinfo=UTC))
    beside = EventPageFactory(parent=events, title="Nombrado", goals=[8], starts_at=datetime(2027, 6, 1, tzinfo=UTC))
    EventGroupFactory(page=beside, group=group)
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    return {"group": group, "below": below, "named": beside, "goal": goal}


@pytest.mark.parametrize("order", [("group", "below", "named"), ("named", "group", "below"), ("group", "named")])
def test_the_relation_holds_whichever_side_is_translated_first(
    client: Client, events_of_group: dict[str, Any], order: tuple[str, ...]
) -> None:
    versions = {name: create_english_version(events_of_group[name]) for name in order}
    expected = [f"EN {events_of_group[name].title}" for name in ("below", "named") if name in order]
    missing = [events_of_group[name].title for name in ("below", "named") if name not in order]
    assert listed_events(client, versions["group"]) == (expected, missing)
    assert listed_events(client, events_of_group["group"]) == (["Debajo", "Nombrado"], [])
    for name in ("below", "named"):
        if name in order:
            assert [page.title for page in client.get(versions[name].url).context["groups"]] == ["EN Género"]


def test_a_goal_lists_its_events_in_every_language(client: Client, events_of_group: dict[str, Any]) -> None:
    assert listed_events(client, events_of_group["goal"]) == (["Debajo"], [])
    version = create_english_version(events_of_group["goal"])
    assert listed_events(client, version) == ([], ["Debajo"])
    create_english_version(events_of_group["below"])
    assert listed_events(client, version) == (["EN Debajo"], [])
    source = republish(events_of_group["below"])
    source.goals = [8]
    source.save_revision().publish()
    assert listed_events(client, version) == ([], [])


def test_a_closed_group_says_so_on_its_event(client: Client, group: WorkingGroupPage) -> None:
    event = EventPageFactory(parent=group)
    group.status, group.closed_on = WorkingGroupPage.Status.CLOSED, timezone.localdate()
    group.save_revision().publish()
    assert label_in(WorkingGroupPage.Status.CLOSED.label) in main_text(get_html(client, event))


def test_the_programme_stands_in_the_order_of_time(client: Client, events: Any) -> None:
    def session(title: str, starts: str, day: str | None = None) -> dict[str, Any]:
        return {"type": "session", "value": {"title": title, "starts": starts, "day": day, "speakers": ["Ana Uno"]}}

    event = EventPageFactory(parent=events)
    event.programme = [session("Cierre", "17:00"), session("Apertura", "09:00")]
    event = publish_page(event)
    text = main_text(get_html(client, event))
    assert text.index("Apertura") < text.index("Cierre")
    assert "Ana Uno" in text
    assert not main(get_html(client, event)).select(".programme-day")

    event.programme = [session("Segundo", "09:00", "2027-03-13"), session("Primero", "17:00")]
    html = get_html(client, publish_page(event))
    assert [tag.time["datetime"] for tag in main(html).select(".programme-day")] == ["2027-03-12", "2027-03-13"]
    assert main_text(html).index("Primero") < main_text(html).index("Segundo")


def test_people_can_register_until_it_closes_and_are_told_when_that_is(
    client: Client, events: Any, fixed_now: datetime
) -> None:
    event = EventPageFactory(
        parent=events, registration_link="https://sign.example/", starts_at=fixed_now + timedelta(days=2)
    )
    assert "https://sign.example/" in get_html(client, event)
    event.registration_closes = fixed_now + timedelta(hours=1)
    section = main(get_html(client, publish_page(event))).select_one(".ask")
    assert section.a["href"] == "https://sign.example/"
    assert section.time["datetime"] == "2026-04-15T08:00-05:00"
    assert "Bogotá" in section.text
    event.registration_closes = fixed_now - timedelta(hours=1)
    section = main(get_html(client, publish_page(event))).select_one(".ask")
    assert section.time["datetime"] == "2026-04-15T06:00-05:00"
    assert section.a is None


@pytest.mark.parametrize(
    ("zone", "hour", "days"), [("America/Bogota", 9, 0), ("Pacific/Kiritimati", 0, 2), ("Pacific/Pago_Pago", 23, 2)]
)
def test_registration_for_whole_days_closes_as_the_first_one_begins_there(
    client: Client, events: Any, monkeypatch: pytest.MonkeyPatch, zone: str, hour: int, days: int
) -> None:
    """Whatever hour is stored beside the day, which nobody is shown."""
    first = date(2027, 3, 12)
    starts = time_zones.moment(datetime.combine(first, time(hour)), zone)
    event = EventPageFactory(
        parent=events,
        all_day=True,
        timezone=zone,
        starts_at=starts,
        ends_at=starts + timedelta(days=days),
        registration_link="https://sign.example/",
    )
    begins = datetime.combine(first, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    for moment, is_open in (
        (begins - timedelta(minutes=1), True),
        (begins, False),
        (begins + timedelta(hours=12), False),
    ):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        section = main(get_html(client, event)).select_one(".ask")
        assert (section.a is not None) == is_open
        assert ("Abierta hasta que comience." in section.text) == is_open
        assert section.select_one("p").text.strip(), "a heading stands above nothing"


def test_registration_for_a_meeting_closes_as_it_begins(client: Client, events: Any, fixed_now: datetime) -> None:
    times = {"starts_at": fixed_now - timedelta(hours=1), "ends_at": fixed_now + timedelta(hours=1)}
    event = EventPageFactory(parent=events, registration_link="https://sign.example/", **times)
    section = main(get_html(client, event)).select_one(".ask")
    assert section.a is None
    assert section.p.text.strip()
    event.status = EventPage.Status.POSTPONED
    assert main(get_html(client, publish_page(event))).select_one(".ask") is None, "it has not begun"


def test_nobody_is_asked_to_register_for_or_to_note_what_is_over(
    client: Client, events: Any, fixed_now: datetime
) -> None:
    event = EventPageFactory(
        parent=events,
        registration_link="https://sign.example/",
        starts_at=fixed_now - timedelta(days=2),
        recording="https://video.example/1",
        report="<p>Se acordó un plan.</p>",
    )
    html = main(get_html(client, event))
    assert html.select_one(".ask") is None
    assert html.select_one("a[type='text/calendar']") is None
    assert html.select_one(".over")
    assert html.select_one("a[href='https://video.example/1']")
    assert "Se acordó un plan." in html.text


def test_who_lives_by_another_clock_is_told_the_time_there_by_a_script(client: Client, events: Any) -> None:
    """The script needs the offset in each time and its own place; see ``tests/e2e/test_resources.py``."""
    event = EventPageFactory(parent=events, starts_at=datetime(2126, 3, 12, 15, tzinfo=UTC))
    html = BeautifulSoup(get_html(client, event), "html.parser")
    place = html.select_one(".own-time")
    assert place["data-own-time"]
    assert not place.text
    assert place.parent.select_one(".when time")["datetime"] == "2126-03-12T10:00-05:00"
    assert html.select_one("script[src*='page']")
    assert html.select_one("a[type='text/calendar']")["href"] == subpage_url(event, "event.ics")
    whole_day = EventPageFactory(parent=events, all_day=True, starts_at=datetime(2126, 3, 12, 5, tzinfo=UTC))
    assert "own-time" not in get_html(client, whole_day)


def test_who_organises_is_named_in_the_readers_language_or_marked(client: Client, events: Any) -> None:
    event = EventPageFactory(parent=events)
    known, unknown = EntityFactory(name="Trabajo"), EntityFactory(name="Mujeres")
    EventOrganiserFactory(page=event, entity=known)
    EventOrganiserFactory(page=event, entity=unknown)
    create_english_version(known)
    entities = main(get_html(client, create_english_version(event))).select(".entity")
    assert {tag.get_text().strip(): tag.get("lang") for tag in entities} == {"EN Trabajo": None, "Mujeres": "es"}


def test_an_event_without_a_translation_is_offered_in_its_own_language(client: Client, events: Any) -> None:
    EventPageFactory(parent=events, title="Foro")
    EventPageFactory(parent=events, title="Viejo", starts_at=datetime(2020, 1, 1, tzinfo=UTC))
    answer = client.get(create_english_version(events).url).context["results"]
    assert [page.title for page in answer.in_other_languages.other_languages] == ["Foro", "Viejo"]
    assert answer.sections == []
