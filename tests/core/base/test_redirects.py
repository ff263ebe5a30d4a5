"""Redirects that editors make lead people on in every language, or in the one they name."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from tests.support.public_pages import get_soup

pytestmark = pytest.mark.django_db


def make(old_path: str, to: Any, **values: Any) -> Redirect:
    target = {"redirect_page": to} if isinstance(to, Page) else {"redirect_link": to}
    redirect = Redirect(old_path=old_path, **target, **values)
    redirect.clean()
    redirect.save()
    return redirect


def location(client: Client, url: str, language: str = "es") -> tuple[int, str]:
    response = client.get(url, headers={"accept-language": language})
    return response.status_code, response.get("Location", "")


@pytest.mark.parametrize("url", ["/vieja/", "/es/vieja/", "/en/vieja/", "/en/vieja", "/pt/vieja/", "/vieja/?x=1"])
def test_a_path_without_a_language_works_in_all(client: Client, about: Page, url: str) -> None:
    make("/vieja", "https://example.org/")
    while location(client, url) == (301, f"{url}/"):
        url += "/"
    assert location(client, url) == (301, "https://example.org/")


def test_a_path_with_a_language_works_only_there(client: Client, about: Page) -> None:
    make("/es/vieja", "https://example.org/", is_permanent=False)
    assert location(client, "/es/vieja/") == (302, "https://example.org/")
    for url in ("/en/vieja/", "/vieja/"):
        get_soup(client, url, 404)


def test_the_one_that_says_more_comes_first(client: Client, about: Page) -> None:
    make("/vieja", "https://example.org/all")
    make("/en/vieja", "https://example.org/english")
    make("/en/vieja", "https://example.org/here", site=Site.objects.get())
    make("/en/vieja?id=3", "https://example.org/third")
    assert location(client, "/es/vieja/")[1] == "https://example.org/all"
    assert location(client, "/en/vieja/")[1] == "https://example.org/here"
    assert location(client, "/en/vieja/?id=3")[1] == "https://example.org/third"


def test_a_page_is_reached_in_the_readers_language(client: Client, about: Page, about_in_english: Page) -> None:
    make("/vieja", about)
    make("/en/old", about)
    assert location(client, "/en/vieja/") == (301, "/en/about/")
    assert location(client, "/es/vieja/") == (301, "/es/acerca/")
    assert location(client, "/vieja", "en") == (301, "/en/about/")
    assert location(client, "/vieja", "es") == (301, "/es/acerca/")
    assert location(client, "/en/old/") == (301, "/en/about/")
    assert "Accept-Language" in client.get("/vieja")["Vary"]


def test_a_page_that_is_not_in_the_readers_language_is_reached_as_it_is(client: Client, about: Page) -> None:
    make("/vieja", about)
    assert location(client, "/en/vieja/") == location(client, "/vieja", "fr") == (301, "/es/acerca/")


def test_a_version_that_is_not_public_is_nobodys(client: Client, about: Page, about_in_english: Page) -> None:
    make("/vieja", about)
    PageViewRestriction.objects.create(page=about_in_english, restriction_type=PageViewRestriction.LOGIN)
    assert location(client, "/en/vieja/") == (301, "/es/acerca/")
    about_in_english.unpublish()
    assert location(client, "/en/vieja/") == (301, "/es/acerca/")


def test_an_old_sites_languages_come_before_those_that_serve_them(client: Client, about: Page) -> None:
    make("/es-mx/vieja", about)
    assert location(client, "/es-mx/vieja/") == (301, "/es/acerca/")
    assert location(client, "/es-mx/otra/") == (302, "/es/otra/")


@pytest.mark.parametrize("url", ["/es/a%C3%B1o/", "/a%C3%B1o/", "/es/año"])
def test_letters_of_all_kinds(client: Client, about: Page, url: str) -> None:
    make("/año", "https://example.org/")
    moved = client.get(url, follow=True)
    assert moved.redirect_chain[-1][0] == "https://example.org/"


@pytest.mark.parametrize("url", ["/es?next=/vieja", "/es/%00", "/%00", "/es/vieja%00/", "/es/nada/?a=%00"])
def test_what_only_looks_like_an_old_path_leads_nowhere(client: Client, about: Page, url: str) -> None:
    make("/vieja", "https://example.org/")
    assert "example.org" not in location(client, url)[1]


def test_a_redirect_costs_few_queries(client: Client, about: Page, about_in_english: Page) -> None:
    get_soup(client, "/en/nada/", 404)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        get_soup(client, "/en/nada/", 404)
    assert len([each for each in queries if "wagtailredirects_redirect" in each["sql"]]) == 1


@pytest.mark.parametrize("address", ["add/", "{pk}/"])
def test_the_form_says_where_it_works(admin_client: Client, about: Page, address: str) -> None:
    made = make("/vieja", about)
    url = f"/admin/redirects/{address.format(pk=made.pk)}"
    text = get_soup(admin_client, url).get_text()
    assert "/es/old-page" in text or "/es/pagina-antigua" in text
    data = {"old_path": "/es/otra/", "is_permanent": "on", "redirect_link": "https://example.org/"}
    assert admin_client.post(url, data).status_code == 302
    assert Redirect.objects.filter(old_path="/es/otra").exists()
