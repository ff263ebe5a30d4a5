"""The sitemap: what ``hreflang`` says, for every page at once."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page

from core.seo import sitemaps
from tests.core.seo.hidden_pages import WAYS_TO_HIDE, hide_page
from tests.factories import ContentPageFactory
from tests.support.public_pages import get_soup, hreflang_links, url_path

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def parsed(client: Client, url: str) -> ET.Element:
    """A sitemap's XML."""
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return ET.fromstring(response.content)  # noqa: S314 - our own answer


def files(client: Client) -> list[str]:
    """The addresses of the files that the index names."""
    return [url_path(entry.text or "") for entry in parsed(client, "/sitemap.xml").findall("s:sitemap/s:loc", NAMES)]


def read_sitemap(client: Client) -> dict[str, dict[str, str]]:
    """All addresses of the sitemap with the alternates of each."""
    found = {}
    for file in files(client):
        for entry in parsed(client, file).findall("s:url", NAMES):
            address = entry.findtext("s:loc", "", NAMES)
            assert address not in found
            links = entry.findall("x:link", NAMES)
            found[address] = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
    return found


def test_every_language_and_page_with_its_translations(client: Client, about: Page, about_in_english: Page) -> None:
    found = read_sitemap(client)
    assert {url_path(url) for url in found} == {"/es/", "/en/", "/es/acerca/", "/en/about/"}
    assert found[about.full_url] == found[about_in_english.full_url]
    assert found[about.full_url] == {"es": about.full_url, "en": about_in_english.full_url, "x-default": about.full_url}


def test_it_agrees_with_every_page(client: Client, about: Page, about_in_english: Page) -> None:
    ContentPageFactory(parent=about, title="Sólo aquí", slug="solo")
    sitemap = read_sitemap(client)
    assert len(sitemap) == 5
    for url, versions in sitemap.items():
        assert hreflang_links(get_soup(client, url_path(url))) == versions


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_what_the_public_cannot_read_is_not_in_it(
    client: Client, about: Page, about_in_english: Page, hide: str
) -> None:
    hide_page(about_in_english, hide, original=about)
    found = read_sitemap(client)
    assert about_in_english.full_url not in found
    assert found[about.full_url] == {"es": about.full_url, "x-default": about.full_url}


def test_a_language_that_is_switched_off_is_not_in_it(
    client: Client, about: Page, about_in_english: Page, settings: Any
) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("es", "Español")]
    assert {url_path(url) for url in read_sitemap(client)} == {"/es/", "/es/acerca/"}


def test_the_index_has_a_section_a_language(client: Client, about: Page, about_in_english: Page) -> None:
    assert files(client) == ["/sitemap-es.xml", "/sitemap-en.xml"]
    english = [entry.text for entry in parsed(client, "/sitemap-en.xml").findall("s:url/s:loc", NAMES)]
    assert {url_path(url or "") for url in english} == {"/en/", "/en/about/"}
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_more_pages_take_no_more_queries(client: Client, about: Page, about_in_english: Page) -> None:
    def count() -> int:
        files(client)
        with CaptureQueriesContext(connection) as captured:
            read_sitemap(client)
        return len(captured)

    before = count()
    for number in range(20):
        made = ContentPageFactory(parent=about, title=f"Página {number}", slug=f"pagina-{number}")
        if number % 2:
            copy = made.copy_for_translation(about_in_english.locale)
            copy.live = True
            copy.save()
    assert count() == before
    assert before <= 3 + 2 * 5


def test_many_pages_make_several_files(client: Client, about: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    ContentPageFactory(parent=about, title="Hija", slug="hija")
    monkeypatch.setattr(sitemaps, "PAGES_A_FILE", 2)
    assert files(client) == ["/sitemap-es.xml", "/sitemap-es.xml?p=2", "/sitemap-en.xml"]
    assert sorted(map(url_path, read_sitemap(client))) == ["/en/", "/es/", "/es/acerca/", "/es/acerca/hija/"]


@pytest.mark.parametrize("number", ["0", "3", "abc", "-1", "9" * 30, "1.5", ""])
def test_a_file_that_is_not_there_is_not_found(client: Client, about: Page, number: str) -> None:
    expected = 200 if number == "" else 404
    assert client.get("/sitemap-es.xml", {"p": number}).status_code == expected


@pytest.mark.parametrize("tag", ["fr", "xx", "pt-br"])
def test_a_language_without_a_home_has_no_section(client: Client, about: Page, tag: str) -> None:
    assert client.get(f"/sitemap-{tag}.xml").status_code == 404


def test_the_day_of_the_last_change_is_said(client: Client, about: Page) -> None:
    page = about.specific
    page.save_revision().publish()
    page.refresh_from_db()
    assert f"<lastmod>{page.last_published_at:%Y-%m-%d}</lastmod>" in client.get("/sitemap-es.xml").content.decode()
    assert f"<lastmod>{page.last_published_at:%Y-%m-%dT%H}" in client.get("/sitemap.xml").content.decode()


def test_without_locales_of_its_own_a_home_is_enough(client: Client, about: Page) -> None:
    Locale.objects.create(language_code="fr")
    assert not [url for url in read_sitemap(client) if "/fr/" in url]
