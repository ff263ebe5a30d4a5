"""Which language an address is answered in."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Locale, Page

from core.base.views import preferred_language, server_error
from home.models import HomePage
from tests.platform import create_platform
from tests.support.public_pages import get_soup


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("pt", "pt-br"),
        ("pt-PT", "pt-br"),
        ("fr;q=0.9,en;q=0.5", "en"),
        ("en;q=0.1,es;q=0.9", "es"),
        ("en;q=0", "es"),
        ("de,*;q=0.5", "es"),
        ("", "es"),
        ("\x00;;q=x,,", "es"),
    ],
)
def test_the_preferred_language_is_the_best_of_those_there_are(header: str, expected: str) -> None:
    assert preferred_language(header, ["es", "en", "pt-br"]) == expected


def test_without_the_default_language_the_first_available_serves() -> None:
    assert preferred_language("de", ["en", "fr"]) == "en"


@pytest.mark.parametrize(("header", "location"), [("en", "/en/"), ("fr", "/es/"), ("pt-BR", "/es/"), ("", "/es/")])
def test_the_root_leads_to_a_language_with_a_live_home(
    client: Client, home: HomePage, header: str, location: str
) -> None:
    response = client.get("/", headers={"accept-language": header})
    assert response.status_code == 302
    assert response["Location"] == location
    assert "Accept-Language" in response["Vary"]


def test_the_root_keeps_the_query(client: Client, home: HomePage) -> None:
    assert (
        client.get("/?utm_source=boletin", headers={"accept-language": "en"})["Location"] == "/en/?utm_source=boletin"
    )


def test_without_any_live_home_the_root_is_not_found(client: Client, home: HomePage) -> None:
    for page in HomePage.objects.all():
        page.unpublish()
    get_soup(client, "/", status=404)


@pytest.mark.parametrize(
    "url", ["/fr/", "/fr/acerca/", "/fr/search/", "/xx/", "/xx/acerca/", "/acerca/", "/pt/", "/fr-CA/", "/es/nada/"]
)
def test_what_does_not_exist_is_not_found_and_offers_the_languages_there_are(
    client: Client, about: Page, url: str
) -> None:
    html = get_soup(client, url, status=404)
    offered = {str(link["href"]): link for link in html.select("[aria-labelledby=homes] a[hreflang]")}
    assert set(offered) == {"/es/", "/en/"}
    assert offered["/en/"]["lang"] == offered["/en/"]["hreflang"] == "en"
    assert len(html.select("h1")) == 1


def test_a_developer_sees_the_same_page_as_the_public(client: Client, home: HomePage, settings: Any) -> None:
    settings.DEBUG = True
    assert get_soup(client, "/fr/", status=404).select('main a[hreflang="es"]')


def test_the_error_page_offers_a_search_where_there_is_something_to_find(client: Client, home: HomePage) -> None:
    assert get_soup(client, "/es/nada/", status=404).select_one('main form[action="/es/buscar/"]')
    assert not get_soup(client, "/fr/", status=404).select_one("main form")


def test_a_home_that_is_a_draft_makes_no_language(client: Client, home: HomePage) -> None:
    draft = home.copy_for_translation(Locale.objects.create(language_code="pt-br"))
    assert not draft.live
    get_soup(client, "/pt-br/", status=404)
    assert "pt-br" not in {item.get("lang") for item in get_soup(client, "/es/").select("nav.languages *")}


def test_a_language_taken_out_of_the_admin_is_not_answered_in_another(client: Client, home: HomePage) -> None:
    """Neither a locale nor a home: Wagtail's own answer would be the Spanish page with status 200."""
    assert not Locale.objects.filter(language_code="fr").exists()
    get_soup(client, "/fr/", status=404)


@pytest.mark.parametrize(
    ("url", "status", "location"),
    [
        ("/es-mx/", 302, "/es/"),
        ("/es-MX/acerca/?q=a%20b&x=%C3%B1", 302, "/es/acerca/?q=a%20b&x=%C3%B1"),
        ("/es_419/acerca/", 302, "/es/acerca/"),
        ("/en-GB", 302, "/en/"),
        ("/en-us/a%C3%B1o/index.md", 302, "/en/a%C3%B1o/index.md"),
        ("/EN/", 301, "/en/"),
        ("/Es/acerca/", 301, "/es/acerca/"),
        ("/es-mx//otra.example/", 302, "/es//otra.example/"),
    ],
)
def test_a_language_leads_to_the_one_that_serves_it(
    client: Client, home: HomePage, url: str, status: int, location: str
) -> None:
    moved = client.get(url, headers={"accept-language": "en"})
    assert (moved.status_code, moved["Location"]) == (status, location)


def test_a_language_without_its_region_leads_to_the_region_that_is_there(client: Client, db: None) -> None:
    create_platform("es", "pt-br")
    for url in ("/pt/sobre/", "/pt-PT/sobre/", "/pt_pt/sobre/"):
        assert client.get(url)["Location"] == "/pt-br/sobre/"
    moved = client.get("/PT_BR/sobre/")
    assert (moved.status_code, moved["Location"]) == (301, "/pt-br/sobre/")


@pytest.mark.parametrize("url", ["/admin/nada/", "/documents/nada/", "/static/nada/", "/media/nada/", "/health/nada/"])
def test_addresses_without_a_language_never_get_one(client: Client, home: HomePage, url: str) -> None:
    response = client.get(url, headers={"accept-language": "en"})
    assert not response.get("Location", "").startswith("/en/")
    assert not response.get("Location", "").startswith("/es/")


def test_the_answer_names_its_language(client: Client, about: Page) -> None:
    page = client.get("/en/", headers={"accept-language": "es"})
    assert page["Content-Language"] == "en"
    assert "Accept-Language" not in page.get("Vary", "")
    assert "Accept-Language" in client.get("/xx/")["Vary"]


def test_the_document_carries_language_and_direction(client: Client, home: HomePage) -> None:
    english = get_soup(client, "/en/").html
    assert english is not None
    assert (english["lang"], english["dir"]) == ("en", "ltr")


def test_the_error_of_the_server_needs_nothing(rf: RequestFactory) -> None:
    """No database fixture: a query would fail the test."""
    response = server_error(rf.get("/es/"))
    assert response.status_code == 500
    text = response.content.decode()
    assert "<h1>" in text
    assert "<link" not in text
    assert "<script" not in text


def test_robots_are_told_where_the_sitemap_is(client: Client, home: HomePage) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in lines
    assert "Disallow: /es/buscar/" in lines
    assert any(line.startswith("Sitemap: http") and line.endswith("/sitemap.xml") for line in lines)


@pytest.mark.parametrize(
    ("header", "expected"), [("ar", "es"), ("en", "en"), ("pt-BR", "pt-br"), ("ar,fr;q=0.5", "es")]
)
def test_the_admin_speaks_a_language_that_it_knows_whole(home: HomePage, header: str, expected: str) -> None:
    page = get_soup(Client(headers={"accept-language": header}), "/admin/login/")
    assert page.html is not None
    assert (page.html["lang"], page.html.get("dir", "ltr")) == (expected, "ltr")
