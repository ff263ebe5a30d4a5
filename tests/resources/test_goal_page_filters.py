"""The listings of a goal's page, narrowed together by type, theme, country and group."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import SDGPage
from home.models import HomePage
from tests.factories import (
    GroupThemeFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    ServiceThemeFactory,
    ThemeFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.resources.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ResourceIndexPageFactory,
    ResourcePageFactory,
    ResourceThemeFactory,
)
from tests.support.public_pages import create_translation, get_soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(home: HomePage) -> SDGPage:
    """A goal with a group, two services, a resource, news and an event, and another goal's group."""
    page = SDGPageFactory(parent=SDGIndexPageFactory(parent=home, slug="ods"), number=5, slug="5")
    theme, other = ThemeFactory(name="Agua"), ThemeFactory(name="Suelo")
    groups = WorkingGroupIndexPageFactory(parent=home, slug="grupos")
    group = WorkingGroupPageFactory(parent=groups, title="Grupo", goals=[5], countries=["PE"])
    GroupThemeFactory(page=group, theme=theme)
    WorkingGroupPageFactory(parent=groups, title="Ajeno", goals=[6])
    services = ServiceIndexPageFactory(parent=home, slug="servicios")
    here = ServicePageFactory(parent=services, title="Servicio de Perú", goals=[5], countries=["PE"])
    ServiceThemeFactory(page=here, theme=theme)
    ServiceGroupFactory(page=here, group=group)
    there = ServicePageFactory(parent=services, title="Servicio de Chile", goals=[5], countries=["CL"])
    ServiceThemeFactory(page=there, theme=other)
    resource = ResourcePageFactory(
        parent=ResourceIndexPageFactory(parent=home, slug="recursos"), title="Recurso", goals=[5], countries=["CL"]
    )
    ResourceThemeFactory(page=resource, theme=theme)
    news = NewsIndexPageFactory(parent=home, slug="noticias")
    NewsPageFactory(parent=news, title="Noticia", goals=[5], countries=["PE"])
    EventPageFactory(parent=EventIndexPageFactory(parent=home, slug="eventos"), title="Evento", goals=[5], country="PE")
    return page


def card_titles(html: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in html.select(".faceted-results .card-title a")]


def numbers(html: BeautifulSoup, facet: str) -> dict[str, int]:
    """The values of a facet as the page offers them, with their numbers."""
    labels = html.select(f"#facet-{facet} label")
    return {label.select_one("span").get_text(): int(label.select_one(".facet-number").get_text()) for label in labels}


def value(html: BeautifulSoup, facet: str, name: str) -> str:
    (label,) = [each for each in html.select(f"#facet-{facet} label") if each.select_one("span").get_text() == name]
    return str(label.input["value"])


def test_who_only_reads_gets_no_facets_but_the_way_to_them(client: Client, goal: SDGPage) -> None:
    html = get_soup(client, goal.url)
    assert html.select_one("form#facets") is None
    assert html.select_one('meta[name="robots"]') is None
    (way,) = html.select('main a[href^="?"]')
    offered = get_soup(client, f"{goal.url}{way['href'].partition('#')[0]}")
    assert offered.select_one(f"#{way['href'].partition('#')[2]} form#facets")
    # With nothing chosen any more the facets stay: the form asks for them.
    kept = offered.select_one("form#facets input[type=hidden]")
    assert way["href"].startswith(f"?{kept['name']}={kept['value']}")


def test_a_goal_offers_what_its_listings_have_in_common(client: Client, goal: SDGPage) -> None:
    html = get_soup(client, f"{goal.url}?filter=1")
    assert card_titles(html) == ["Grupo", "Servicio de Chile", "Servicio de Perú", "Recurso", "Noticia", "Evento"]
    assert list(numbers(html, "type").values()) == [1, 2, 1, 1, 1]
    assert numbers(html, "theme") == {"Agua": 3, "Suelo": 1}
    assert (numbers(html, "country")["Perú"], numbers(html, "country")["Chile"]) == (4, 2)
    assert numbers(html, "group") == {"Grupo": 1}
    assert html.select_one("form#facets[method=get] button[type=submit]")
    assert html.select_one('meta[name="robots"]')["content"] == "noindex"


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({"theme": "Agua"}, ["Grupo", "Servicio de Perú", "Recurso"]),
        ({"country": "Chile"}, ["Servicio de Chile", "Recurso"]),
        ({"theme": "Agua", "country": "Chile"}, ["Recurso"]),
        ({"group": "Grupo"}, ["Servicio de Perú"]),
        ({"type": "Servicios"}, ["Servicio de Chile", "Servicio de Perú"]),
        ({"type": "Servicios", "country": "Perú"}, ["Servicio de Perú"]),
        ({"theme": "Suelo", "group": "Grupo"}, []),
    ],
)
def test_what_is_chosen_narrows_every_listing_and_its_numbers(
    client: Client, goal: SDGPage, chosen: dict[str, str], shown: list[str]
) -> None:
    bare = get_soup(client, f"{goal.url}?filter=1")
    query = "&".join(f"{facet}={value(bare, facet, name)}" for facet, name in chosen.items())
    html = get_soup(client, f"{goal.url}?{query}")
    assert card_titles(html) == shown
    assert html.select_one("[data-count]").get_text().startswith(f"{len(shown)} ")
    assert len(html.select(".chips li")) == len(chosen)
    assert html.select_one('meta[name="robots"]')["content"] == "noindex"
    for facet, name in chosen.items():
        assert html.select_one(f"#facet-{facet} input[checked]")["value"] == value(bare, facet, name)
    # Each number is what choosing the value would give.
    for facet in ("type", "theme", "country", "group"):
        for name, number in numbers(html, facet).items():
            others = [f"{key}={value(bare, key, each)}" for key, each in chosen.items() if key != facet]
            narrowed = get_soup(client, f"{goal.url}?{'&'.join([*others, f'{facet}={value(bare, facet, name)}'])}")
            assert len(card_titles(narrowed)) == number, (facet, name)
    # So is what giving one up would.
    for way in html.select(".nothing-matches a"):
        narrowed = get_soup(client, f"{goal.url}{way['href']}")
        assert str(len(card_titles(narrowed))) in way.get_text()


def test_what_it_does_not_know_is_ignored_and_other_languages_are_asked_the_same(client: Client, goal: SDGPage) -> None:
    create_translation(goal, "en", "Gender equality", "5-gender")
    html = get_soup(client, f"{goal.url}?country=PE&theme=zz&type=nope&page=1")
    assert card_titles(html) == ["Grupo", "Servicio de Perú", "Noticia", "Evento"]
    assert html.select_one('nav.languages a[hreflang="en"]')["href"].endswith("/5-gender/?country=PE")
    english = get_soup(client, f"{goal.url.replace('/es/', '/en/').replace('/ods/5/', '/ods/5-gender/')}?country=PE")
    assert card_titles(english) == []
    assert len(english.select(".other-languages a")) == 4


def test_more_pages_ask_no_more_queries(client: Client, goal: SDGPage) -> None:
    def queries() -> int:
        client.get(f"{goal.url}?country=PE")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{goal.url}?country=PE")
        return len(captured)

    before = queries()
    services: Any = goal.get_parent().get_parent().get_children().get(slug="servicios").specific
    for number in range(4):
        ServicePageFactory(parent=services, title=f"Otro {number}", goals=[5], countries=["PE"])
    assert queries() == before
