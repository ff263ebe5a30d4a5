"""The language switcher: the same page, or a plain word that there is none."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from home.models import HomePage
from tests import platform
from tests.support.public_pages import create_alias, create_translation, get_soup, switcher_entries


@pytest.mark.one_database
def test_languages_are_named_natively_and_lead_to_the_same_page(
    client: Client, about: Page, about_in_english: Page
) -> None:
    entries = switcher_entries(get_soup(client, "/es/acerca/"))
    assert list(entries) == ["es", "en"]
    current, english = entries["es"].select_one("[aria-current]"), entries["en"].select_one("a")
    assert current is not None
    assert current.text == "Español"
    assert current.name != "a"
    assert english is not None
    assert english.text == "English"
    assert (english["href"], english["hreflang"], english["lang"], english["dir"]) == ("/en/about/", "en", "en", "ltr")


def test_without_a_translation_it_says_so_and_leads_to_the_original(
    client: Client, about: Page, about_in_english: Page
) -> None:
    platform.create_platform("es", "en", "fr")
    french = switcher_entries(get_soup(client, "/en/about/"))["fr"]
    link = french.select_one("a.missing")
    assert link is not None
    assert (link["href"], link["hreflang"]) == ("/es/acerca/", "es")
    assert [span["lang"] for span in link.select("span")] == ["fr", "es"]
    assert link.select_one("small") is not None


def test_on_the_original_it_says_so_and_leads_to_that_languages_home(client: Client, about: Page) -> None:
    link = switcher_entries(get_soup(client, "/es/acerca/"))["en"].select_one("a.missing")
    assert link is not None
    assert (link["href"], link["hreflang"]) == ("/en/", "en")
    assert link.select_one("small") is not None


def test_a_draft_a_private_page_and_an_alias_are_no_translation(
    client: Client, about: Page, about_in_english: Page
) -> None:
    about_in_english.unpublish()
    assert switcher_entries(get_soup(client, "/es/acerca/"))["en"].select_one("a.missing")
    about_in_english.delete()
    english_home = about.get_parent().get_translation(Locale.objects.get(language_code="en"))
    create_alias(about, english_home)
    assert switcher_entries(get_soup(client, "/es/acerca/"))["en"].select_one("a.missing")
    assert "/en/acerca/" not in {link.get("href") for link in get_soup(client, "/es/acerca/").select("a")}


def test_a_language_without_a_live_home_appears_nowhere(client: Client, about: Page, about_in_english: Page) -> None:
    about_in_english.get_parent().unpublish()
    html = get_soup(client, "/es/acerca/")
    assert list(switcher_entries(html)) == ["es"]
    assert not html.select('[hreflang="en"]')


def test_from_home_to_home(client: Client, home: HomePage) -> None:
    link = switcher_entries(get_soup(client, "/en/"))["es"].select_one("a")
    assert link is not None
    assert link["href"] == "/es/"


@pytest.mark.indexed
@pytest.mark.one_database
def test_the_search_is_asked_again_in_the_other_language(client: Client, home: HomePage) -> None:
    link = switcher_entries(get_soup(client, "/es/buscar/?q=agua y sol"))["en"].select_one("a")
    assert link is not None
    assert link["href"] == "/en/search/?q=agua+y+sol"


@pytest.mark.one_database
def test_where_you_are_is_said_in_the_pages_language(client: Client, about: Page, about_in_english: Page) -> None:
    child = create_translation(
        about.add_child(instance=type(about.specific)(title="Hija", slug="hija", locale=about.locale)),
        "en",
        "Child",
        "child",
    )
    trail = get_soup(client, child.url).select("nav.breadcrumbs li")
    assert [item.text.strip() for item in trail] == ["Platform", "About", "Child"]
    assert trail[-1].select_one('[aria-current="page"]')
    assert [item.select_one("a") is not None for item in trail] == [True, True, False]
