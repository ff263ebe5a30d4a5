"""Navigation, footer and notices: in the reader's language, held in the cache, never stale."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from home.models import HomePage, Notice, PlatformSettings
from tests.factories import NavigationFactory, NavigationLinkFactory, NoticeFactory
from tests.support.public_pages import get_soup


@pytest.fixture
def navigation(about: Page) -> Any:
    """A navigation with one link, chosen for the site."""
    made = NavigationFactory(locale=about.locale)
    NavigationLinkFactory(navigation=made, label="Acerca de", page=about)
    PlatformSettings.objects.create(site=Site.objects.get(is_default_site=True), navigation=made)
    return made


def labels(client: Client, url: str = "/es/") -> list[str]:
    """What the main menu shows."""
    return [link.text for link in get_soup(client, url).select("nav.navigation a")]


def test_the_menu_marks_where_the_reader_is(client: Client, navigation: Any) -> None:
    link = get_soup(client, "/es/acerca/").select_one("nav.navigation a")
    assert link is not None
    assert (link.text, link["href"], link["aria-current"]) == ("Acerca de", "/es/acerca/", "page")
    elsewhere = get_soup(client, "/es/").select_one("nav.navigation a")
    assert elsewhere is not None
    assert not elsewhere.has_attr("aria-current")


def test_a_menu_in_another_language_is_marked(client: Client, navigation: Any, about_in_english: Page) -> None:
    link = get_soup(client, "/en/about/").select_one("nav.navigation a")
    assert link is not None
    assert (link.text, link["lang"], link["href"]) == ("Acerca de", "es", "/en/about/")


def test_a_changed_menu_is_seen_at_once(client: Client, navigation: Any) -> None:
    assert labels(client) == ["Acerca de"]
    link = navigation.links.get()
    link.label = "Quiénes somos"
    link.save()
    assert labels(client) == ["Quiénes somos"]


def test_what_another_reader_caches_before_the_commit_is_dropped_after_it(
    client: Client, navigation: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        link = navigation.links.get()
        link.label = "Quiénes somos"
        link.save()
        cache.set(
            f"site_chrome:{Site.objects.get().pk}:es", {"navigation": {"links": [{"label": "Viejo", "url": "/"}]}}
        )
    assert labels(client) == ["Quiénes somos"]


def test_an_unpublished_page_leaves_the_menu_at_once(client: Client, navigation: Any, about: Page) -> None:
    assert labels(client) == ["Acerca de"]
    about.unpublish()
    assert labels(client) == []


def test_without_a_navigation_the_tree_makes_the_menu(client: Client, about: Page) -> None:
    Page.objects.filter(pk=about.pk).update(show_in_menus=True)
    assert labels(client) == ["Acerca de"]
    assert labels(client, "/en/") == []


def test_a_second_page_asks_nothing_for_its_furniture(
    client: Client, navigation: Any, django_assert_max_num_queries: Any
) -> None:
    client.get("/es/")
    with django_assert_max_num_queries(50) as captured:
        client.get("/es/")
    assert not [query for query in captured if "home_navigation" in query["sql"] or "home_notice" in query["sql"]]


def test_a_notice_comes_and_goes_on_time_though_it_is_cached(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    NoticeFactory(
        locale=home.locale, text="<p>Aviso</p>", level=Notice.Level.URGENT,
        starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2),
    )  # fmt: skip

    def shown_after(hours: float) -> bool:
        monkeypatch.setattr("core.navigation.site_chrome.timezone.now", lambda: now + timedelta(hours=hours))
        return bool(get_soup(client, "/es/").select(".notice-urgent"))

    assert [shown_after(hours) for hours in (0, 1.5, 2.5)] == [False, True, False]


def test_a_notice_in_another_language_is_marked(client: Client, home: HomePage) -> None:
    NoticeFactory(locale=home.locale, text="<p>Aviso</p>")
    text = get_soup(client, "/en/").select_one(".notice-text")
    assert text is not None
    assert (text["lang"], text.text.strip()) == ("es", "Aviso")
    assert home.locale == Locale.objects.get(language_code="es")
