"""Lists for programs: Atom feeds, tables, calendars; narrowed like the list and in its language."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from groups.models import WorkingGroupPage
from home.models import HomePage
from resources.models import ResourcePage
from tests.factories import EntityFactory, ServiceIndexPageFactory, ServicePageFactory, ThemeFactory
from tests.groups.public_pages import create_english_version, republish
from tests.resources.factories import (
    EventPageFactory,
    NewsPageFactory,
    ResourceAuthorFactory,
    ResourceEntityFactory,
    ResourceFileFactory,
    ResourcePageFactory,
    ResourceThemeFactory,
)
from tests.support.public_pages import subpage_url

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(client: Client, index: Any, query: str = "") -> ET.Element:
    response = client.get(f"{subpage_url(index, 'feed.atom')}{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own feed


def texts(root: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in root.findall(path, ATOM)]


def table(client: Client, index: Any, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{subpage_url(index, 'list.csv')}{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    content = b"".join(response).decode()
    assert content.startswith("\ufeff")
    return list(csv.DictReader(StringIO(content.removeprefix("\ufeff"), newline="")))


def test_a_feed_holds_what_was_published_last_in_one_language(client: Client, resources: Any) -> None:
    first = republish(ResourcePageFactory(parent=resources, title="Uno & medio", goals=[5]))
    second = republish(ResourcePageFactory(parent=resources, title="Dos", goals=[5]))
    republish(ResourcePageFactory(parent=resources, title="Tres", goals=[8]))
    ResourcePageFactory(parent=resources, title="Borrador", goals=[5], live=False)
    private = republish(ResourcePageFactory(parent=resources, title="Privado", goals=[5]))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    root = feed(client, resources, "?goal=5")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert texts(root, "a:entry/a:title") == ["Dos", "Uno & medio"]
    assert texts(root, "a:entry/a:summary") == [second.summary, first.summary]
    assert [link.get("href") for link in root.findall("a:entry/a:link", ATOM)] == [second.full_url, first.full_url]
    assert root.find("a:link[@rel='self']", ATOM).get("href") == f"{resources.full_url}novedades.atom?goal=5"
    newest = max(published_page.last_published_at for published_page in (first, second))
    assert datetime.fromisoformat(str(root.find("a:updated", ATOM).text)) == newest
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert all(texts(root, path)), path
    for path in ("a:id", "a:updated", "a:link", "a:title"):
        assert len(root.findall(f"a:entry/{path}", ATOM)) == 2, path


def test_an_entrys_identifier_outlives_its_address_and_differs_between_languages(client: Client, news: Any) -> None:
    page = republish(NewsPageFactory(parent=news, title="Noticia"))
    before = texts(feed(client, news), "a:entry/a:id")
    page.slug = "otra"
    page.save_revision().publish()
    assert texts(feed(client, news), "a:entry/a:id") == before
    index = create_english_version(news)
    create_english_version(page)
    assert texts(feed(client, index), "a:entry/a:id") != before
    assert texts(feed(client, index), "a:id") != texts(feed(client, news), "a:id")
    assert texts(feed(client, news, "?goal=5"), "a:id") != texts(feed(client, news), "a:id")


def test_a_feed_without_entries_is_a_feed_and_says_the_same_twice(client: Client, news: Any) -> None:
    first, second = (client.get(subpage_url(news, "feed.atom")).content for _time in range(2))
    assert first == second
    assert texts(feed(client, news), "a:updated") != []


def test_a_feed_is_bounded_and_asks_no_more_for_more(client: Client, news: Any) -> None:
    counts = []
    for total in (5, 40):
        while news.get_children().count() < total:
            NewsPageFactory(parent=news)
            news.refresh_from_db()
        feed(client, news)
        with CaptureQueriesContext(connection) as captured:
            root = feed(client, news)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert len(root.findall("a:entry", ATOM)) == 30


def test_a_list_names_its_feed_and_table(client: Client, resources: Any) -> None:
    republish(ResourcePageFactory(parent=resources, goals=[5]))
    html = BeautifulSoup(client.get(f"{resources.url}?goal=5&sort=title").content, "html.parser")
    assert (
        html.head.select_one('link[type="application/atom+xml"]')["href"]
        == f"{subpage_url(resources, 'feed.atom')}?goal=5"
    )
    shown = {link["type"]: link["href"] for link in html.select(".faceted-formats a")}
    assert shown == {
        "application/atom+xml": f"{subpage_url(resources, 'feed.atom')}?goal=5",
        "text/csv": f"{subpage_url(resources, 'list.csv')}?goal=5&sort=title",
    }


def test_the_feed_of_a_private_list_is_private(client: Client, resources: Any) -> None:
    PageViewRestriction.objects.create(page=resources, restriction_type=PageViewRestriction.LOGIN)
    for name in ("novedades.atom", "lista.csv"):
        assert client.get(f"{resources.url}{name}").status_code == 302


def test_a_table_of_resources_is_in_the_readers_language(
    client: Client, resources: Any, group: WorkingGroupPage
) -> None:
    page = ResourcePageFactory(
        parent=group, title="Guía", goals=[8, 5], countries=["BR", "MX"], published_on=date(2024, 5, 1), doi="10.1234/a"
    )
    ResourcePageFactory(parent=resources, title="Otra", goals=[13])
    theme = ThemeFactory(name="Cuidados")
    ResourceThemeFactory(page=page, theme=theme)
    ResourceEntityFactory(page=page, entity=EntityFactory(name="Mujeres"))
    ResourceAuthorFactory(page=page, name="Pérez, Ana")
    ResourceFileFactory(page=page, language="es")
    (row,) = table(client, resources, "?goal=5")
    values = list(row.values())
    assert values[:2] == ["Guía", page.full_url]
    for value in ("5; 8", "Cuidados", "Brasil; México", "Mujeres", "Pérez, Ana", group.title, "español", "10.1234/a"):
        assert value in values, value
    index = create_english_version(resources)
    create_english_version(page)
    create_english_version(theme)
    (row,) = table(client, index)
    assert {"Title", "Address", "Countries", "Published by"} <= row.keys()
    assert (row["Title"], row["Countries"], row["Themes"]) == ("EN Guía", "Brazil; Mexico", "EN Cuidados")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r", "＝"])
def test_no_spreadsheet_runs_a_cell(client: Client, resources: Any, start: str) -> None:
    page = ResourcePageFactory(parent=resources, title="Tabla")
    # Past what is taken out where text enters: rows of old have it
    ResourcePage.objects.filter(pk=page.pk).update(summary=f"{start}HYPERLINK(1)")
    (row,) = table(client, resources)
    formulas = ("=", "+", "-", "@", "\t", "\r", "＝")
    assert not [cell for cell in row.values() if cell.lstrip(" ").startswith(formulas)]
    assert f"'{start}HYPERLINK(1)" in row.values()


def test_a_table_of_services(client: Client, home: HomePage, group: WorkingGroupPage) -> None:
    index = ServiceIndexPageFactory(parent=home)
    ServicePageFactory(
        parent=group, title="Talleres", goals=[5], delivery_languages=["es"], last_confirmed=date(2026, 1, 2)
    )
    ServicePageFactory(parent=index, title="Ya no", active=False)
    (row,) = table(client, index)
    assert {"Talleres", group.title, "español", "2026-01-02", "5"} <= set(row.values())


def test_a_table_asks_no_more_for_more(client: Client, resources: Any) -> None:
    theme, counts = ThemeFactory(), []
    for total in (3, 12):
        while resources.get_children().count() < total:
            ResourceThemeFactory(page=ResourcePageFactory(parent=resources), theme=theme)
            resources.refresh_from_db()
        table(client, resources)
        with CaptureQueriesContext(connection) as captured:
            assert len(table(client, resources)) == total
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_lists_without_a_table_have_none(client: Client, news: Any) -> None:
    assert client.get(subpage_url(news, "list.csv")).status_code == 404


def test_a_calendar_holds_the_events_of_the_narrowed_list(client: Client, events: Any, fixed_now: datetime) -> None:
    EventPageFactory(parent=events, title="Foro", goals=[5], starts_at=datetime(2026, 5, 1, 15, tzinfo=UTC))
    EventPageFactory(parent=events, title="Pasado", goals=[5], starts_at=datetime(2026, 1, 1, 15, tzinfo=UTC))
    EventPageFactory(parent=events, title="Ajeno", goals=[8])
    EventPageFactory(parent=events, title="Borrador", goals=[5], live=False)
    response = client.get(f"{subpage_url(events, 'events.ics')}?goal=5")
    assert response["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(response.content)
    assert [str(event["SUMMARY"]) for event in found.walk("VEVENT")] == ["Foro", "Pasado"]
    assert "5." in str(found.calendar_name)
    html = BeautifulSoup(client.get(f"{events.url}?goal=5").content, "html.parser")
    assert html.select_one('a[type="text/calendar"]')["href"] == f"{subpage_url(events, 'events.ics')}?goal=5"


def test_a_calendar_asks_no_more_for_more_and_is_bounded(
    client: Client, events: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resources.events.views.MOST_IN_CALENDAR", 4)
    counts = []
    for total in (2, 9):
        while events.get_children().count() < total:
            EventPageFactory(parent=events)
            events.refresh_from_db()
        client.get(subpage_url(events, "events.ics"))
        with CaptureQueriesContext(connection) as captured:
            found = Calendar.from_ical(client.get(subpage_url(events, "events.ics")).content)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert len(found.walk("VEVENT")) == 4


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"starts_at": datetime(2026, 5, 4, 14, tzinfo=UTC), "ends_at": datetime(2026, 5, 4, 16, tzinfo=UTC),
             "timezone": "America/Lima", "venue": "Sala 1", "city": "Lima", "country": "PE", "mode": "in_person"},
            "4 de mayo de 2026, 9:00 – 11:00, hora de Lima (GMT-05:00). Sala 1, Lima, Perú. De qué se trata.",
        ),
        (
            {"starts_at": datetime(2026, 5, 4, 5, tzinfo=UTC), "ends_at": None, "all_day": True,
             "timezone": "America/Lima", "venue": "", "city": "", "country": "", "mode": "online"},
            "4 de mayo de 2026. En línea. De qué se trata.",
        ),
        (
            {"starts_at": datetime(2026, 5, 4, 14, tzinfo=UTC), "ends_at": None, "timezone": "UTC", "city": "Lima",
             "venue": "", "country": "PE", "mode": "hybrid", "status": "cancelled"},
            "Cancelado. 4 de mayo de 2026, 14:00, UTC. Presencial y en línea: Lima, Perú. De qué se trata.",
        ),
    ],
)  # fmt: skip
def test_a_feed_says_when_and_where_events_are(client: Client, events: Any, facts: dict[str, Any], said: str) -> None:
    republish(EventPageFactory(parent=events, summary="De qué se trata", **facts))
    assert texts(feed(client, events), "a:entry/a:summary") == [said]


@pytest.mark.indexed
def test_the_feed_of_a_search_says_when_and_where_events_are(client: Client, events: Any) -> None:
    facts = {"timezone": "America/Lima", "city": "Cusco", "venue": "", "country": "PE", "mode": "in_person"}
    starts = datetime(2026, 5, 4, 14, tzinfo=UTC)
    republish(EventPageFactory(parent=events, title="Astrolabio", starts_at=starts, ends_at=None, **facts))
    root = ET.fromstring(client.get("/es/buscar/novedades.atom?q=astrolabio").content)  # noqa: S314 - our own feed
    assert "4 de mayo de 2026, 9:00" in str(texts(root, "a:entry/a:summary"))
    assert "Cusco, Perú." in str(texts(root, "a:entry/a:summary"))
