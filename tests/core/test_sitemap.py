"""The sitemap: what ``hreflang`` says, for every page at once."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from core import sitemaps
from tests.core.reading import alternates, path, soup
from tests.factories import ContentPageFactory

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client: Client, url: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    """The addresses of a sitemap with the alternates of each."""
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    root = ET.fromstring(response.content)  # noqa: S314 - our own answer
    return {
        entry.findtext("s:loc", "", NAMES): {
            link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", NAMES)
        }
        for entry in root.findall("s:url", NAMES)
    }


def test_every_language_and_page_with_its_translations(client: Client, about: Page, about_in_english: Page) -> None:
    found = read(client)
    assert {path(url) for url in found} == {"/es/", "/en/", "/es/acerca/", "/en/about/"}
    assert found[about.full_url] == found[about_in_english.full_url]
    assert found[about.full_url] == {"es": about.full_url, "en": about_in_english.full_url, "x-default": about.full_url}


def test_it_agrees_with_every_page(client: Client, about: Page, about_in_english: Page) -> None:
    ContentPageFactory(parent=about, title="Sólo aquí", slug="solo")
    for url, versions in read(client).items():
        assert alternates(soup(client, path(url))) == versions


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "alias", "home"])
def test_what_the_public_cannot_read_is_not_in_it(
    client: Client, about: Page, about_in_english: Page, hide: str
) -> None:
    if hide == "unpublish":
        about_in_english.unpublish()
    elif hide == "restrict":
        PageViewRestriction.objects.create(page=about_in_english, restriction_type=PageViewRestriction.LOGIN)
    elif hide == "alias":
        Page.objects.filter(pk=about_in_english.pk).update(alias_of=about)
    else:
        about_in_english.get_parent().unpublish()
    found = read(client)
    assert about_in_english.full_url not in found
    assert found[about.full_url] == {"es": about.full_url, "x-default": about.full_url}


def test_a_language_that_is_switched_off_is_not_in_it(
    client: Client, about: Page, about_in_english: Page, settings: Any
) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("es", "Español")]
    assert {path(url) for url in read(client)} == {"/es/", "/es/acerca/"}


def test_more_pages_take_no_more_queries(client: Client, about: Page, django_assert_max_num_queries: Any) -> None:
    def count() -> int:
        client.get("/sitemap.xml")
        with django_assert_max_num_queries(20) as captured:
            client.get("/sitemap.xml")
        return len(captured)

    before = count()
    for number in range(20):
        ContentPageFactory(parent=about, title=f"Página {number}", slug=f"pagina-{number}")
    assert count() == before
    assert before <= 5


def test_many_pages_make_an_index_of_files(client: Client, about: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PAGES_A_FILE", 2)
    index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own answer
    files = [path(entry.text or "") for entry in index.findall("s:sitemap/s:loc", NAMES)]
    assert files == ["/sitemap.xml?p=1", "/sitemap.xml?p=2"]
    whole = [url for file in files for url in read(client, file)]
    assert sorted(map(path, whole)) == ["/en/", "/es/", "/es/acerca/"]


@pytest.mark.parametrize("number", ["0", "3", "abc", "-1", "9" * 30, "1.5", ""])
def test_a_file_that_is_not_there_is_not_found(
    client: Client, about: Page, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    monkeypatch.setattr(sitemaps, "PAGES_A_FILE", 2)
    expected = 200 if number == "" else 404
    assert client.get("/sitemap.xml", {"p": number}).status_code == expected


def test_the_day_of_the_last_change_is_said(client: Client, about: Page) -> None:
    page = about.specific
    page.save_revision().publish()
    page.refresh_from_db()
    assert f"<lastmod>{page.last_published_at:%Y-%m-%d}</lastmod>" in client.get("/sitemap.xml").content.decode()


def test_without_locales_of_its_own_a_home_is_enough(client: Client, about: Page) -> None:
    Locale.objects.create(language_code="fr")
    assert not [url for url in read(client) if "/fr/" in url]
