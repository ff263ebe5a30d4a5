"""What is not found, what fails, what is being worked on, and the map of what there is."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as project
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from core.base.not_found import OFFERED, offers
from core.navigation import site_map
from home.models import HomePage
from tests.factories import ContentPageFactory
from tests.support.public_pages import create_translation, get_soup

pytestmark = pytest.mark.django_db


def suggested_links(client: Client, url: str) -> list[str]:
    return [str(link["href"]) for link in get_soup(client, url, 404).select("section[aria-labelledby=offers] a")]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/en/acerca/", ["/en/about/"]),  # the other language's address below this one
        ("/es/about/", ["/es/acerca/"]),
        ("/acerca/", ["/es/acerca/"]),  # no language at all
        ("/es/quienes/acerca/", ["/es/acerca/"]),  # moved up
        ("/es/acerca/nada/", ["/es/acerca/"]),  # what lies above it exists
        ("/es/nada/", []),
        ("/es/acerca.html", []),
    ],
)
def test_a_wrong_address_leads_on_to_what_may_be_meant(
    client: Client, about_in_english: Page, address: str, expected: list[str]
) -> None:
    assert suggested_links(client, address) == expected


def test_what_exists_only_in_another_language_is_offered_and_marked(client: Client, about: Page) -> None:
    link = get_soup(client, "/en/acerca/", 404).select_one("section[aria-labelledby=offers] a")
    assert (link["href"], link["lang"], link["hreflang"]) == ("/es/acerca/", "es", "es")


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_what_the_public_may_not_read_is_not_offered(client: Client, about: Page, hidden: str) -> None:
    if hidden == "draft":
        about.specific.unpublish()
    else:
        PageViewRestriction.objects.create(page=about, restriction_type="login")
    assert suggested_links(client, "/en/acerca/") == []


def test_the_words_of_the_address_stand_in_the_search_and_are_harmless(client: Client, home: HomePage) -> None:
    field = get_soup(client, "/es/temas/igualdad-de_genero.html", 404).select_one("main input[name=q]")
    assert field["value"] == "igualdad de genero"
    page = get_soup(client, '/es/"><script>alert(1)</script>/', 404)
    assert [script.get("src", "") for script in page.select("script")] == ["/static/js/page.js"]


def test_looking_for_what_may_be_meant_takes_two_queries_however_many_pages_are_called_so(home: HomePage) -> None:
    for number in range(30):
        ContentPageFactory(parent=ContentPageFactory(parent=home, slug=f"tema-{number}"), slug="equipo")
    with translation.override("en"), CaptureQueriesContext(connection) as captured:
        found = offers(RequestFactory().get("/en/nada/equipo/"), ["es", "en"])
    assert len(found) == OFFERED
    assert len(captured) == 2


@pytest.fixture
def dead_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database that refuses every query."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        yield


def test_a_dead_database_is_told_in_every_language(home: HomePage, dead_database: None) -> None:
    response = Client(raise_request_exception=False).get("/fr/")
    assert response.status_code == 500
    html = BeautifulSoup(response.content, "html.parser")
    told = [str(section["lang"]) for section in html.select("main section")]
    assert told[0] == html.html["lang"] == "fr"
    assert set(told) == {tag for tag, _name in project.LANGUAGES}
    assert len({section.p.text for section in html.select("main section")}) == len(told)
    assert html.select_one('section[lang=ar][dir="rtl"]')
    assert not html.select("link, script, style")


def test_maintenance_tells_visitors_and_robots_to_come_back(client: Client, settings: Any, home: HomePage) -> None:
    settings.MAINTENANCE = True
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/es/")
    assert (response.status_code, int(response["Retry-After"]) > 0) == (503, True)
    assert "Content-Security-Policy" in response
    assert not captured.captured_queries
    assert client.post("/es/").status_code == 503
    assert client.get("/health/live").status_code == 200
    assert client.get("/admin/login/").status_code == 200
    settings.MAINTENANCE = False
    assert client.get("/es/").status_code == 200


def test_the_page_for_maintenance_can_be_written_to_a_file() -> None:
    told = StringIO()
    with CaptureQueriesContext(connection) as captured:
        call_command("maintenance_page", stdout=told)
    assert not captured.captured_queries
    assert BeautifulSoup(told.getvalue(), "html.parser").select_one("h1")


def test_the_site_map_has_one_languages_pages_by_section(client: Client, about_in_english: Page) -> None:
    about = Page.objects.get(slug="acerca")
    ContentPageFactory(parent=about, title="Equipo", slug="equipo")
    hidden = ContentPageFactory(parent=about, title="Oculta", slug="oculta")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    ContentPageFactory(parent=about, title="Borrador", slug="borrador", live=False)
    html = get_soup(client, "/es/mapa-del-sitio/")
    links = [str(link["href"]) for link in html.select("main nav a")]
    assert links == ["/es/", "/es/acerca/", "/es/acerca/equipo/"]
    assert html.select_one('main nav li li a[href="/es/acerca/equipo/"]')
    assert html.select_one('a[hreflang=en][href="/en/site-map/"]')
    assert [str(link["href"]) for link in get_soup(client, "/en/site-map/").select("main nav a")] == [
        "/en/",
        "/en/about/",
    ]
    get_soup(client, "/fr/site-map/", 404)


def test_the_site_map_is_bounded(home: HomePage, about: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_map, "PAGES", 3)
    other = ContentPageFactory(parent=home, slug="otra")
    for parent, count in ((about, 3), (other, 4)):
        for number in range(count):
            ContentPageFactory(parent=parent, slug=f"p-{number}")
    with CaptureQueriesContext(connection) as captured:
        found = {section.page.slug: len(section.pages) for section in site_map.sections(home)}
    assert found == {"acerca": 3, "otra": 0}
    assert len(captured) == 2


def test_every_page_leads_to_the_site_map(client: Client, home: HomePage) -> None:
    assert get_soup(client, "/es/").select_one('footer a[href="/es/mapa-del-sitio/"]')


def test_a_translated_parent_that_is_no_real_one_has_no_place_in_the_map(client: Client, about: Page) -> None:
    child = ContentPageFactory(parent=about, title="Equipo", slug="equipo")
    create_translation(child, "en", "Team", "team")  # its parent becomes an alias
    assert "/en/acerca/" not in {str(link["href"]) for link in get_soup(client, "/en/site-map/").select("main nav a")}
