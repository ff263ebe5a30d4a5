"""What every public page holds to: one heading, marked languages, named entities, nothing inline."""

import itertools
import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    EntityFactory,
    GroupLeadFactory,
    GroupMemberFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.support.public_pages import create_translation, get_soup

PAGES = ["/es/", "/es/grupos/", "/es/grupos/genero/", "/es/servicios/", "/es/servicios/talleres/", "/es/ods/",
         "/es/ods/igualdad/", "/es/acerca/", "/es/buscar/?q=genero", "/es/nada/"]  # fmt: skip


@pytest.fixture
def group(home: HomePage) -> WorkingGroupPage:
    """A group with what the model offers."""
    index = WorkingGroupIndexPageFactory(parent=home, title="Grupos", slug="grupos")
    made: WorkingGroupPage = WorkingGroupPageFactory(
        parent=index, title="Género", slug="genero", acronym="GT Género", goals=[10, 5], primary_goal=5,
        countries=["MX"], active_since=date(2019, 6, 3),
    )  # fmt: skip
    chair = EntityFactory(
        locale=home.locale, name="Fondo de Población", acronym="UNFPA", website="https://unfpa.example"
    )
    GroupLeadFactory(page=made, entity=chair, role="chair", since=date(2020, 1, 2))
    GroupMemberFactory(page=made, entity=EntityFactory(locale=home.locale, name="Sin siglas"))
    return made


@pytest.fixture
def page_of_each_type(group: WorkingGroupPage, about: object) -> WorkingGroupPage:
    """A page of each type."""
    home = HomePage.objects.get(locale=group.locale)
    services = ServiceIndexPageFactory(parent=home, title="Servicios", slug="servicios")
    ServicePageFactory(parent=services, title="Talleres", slug="talleres", goals=[5], how_to_ask="Escriba a la mesa.")
    SDGPageFactory(parent=SDGIndexPageFactory(parent=home, slug="ods"), number=5, title="Igualdad", slug="igualdad")
    return group


def get_page(client: Client, url: str) -> BeautifulSoup:
    """The page at an address that may be one that is not found."""
    return get_soup(client, url, 404 if "nada" in url else 200)


@pytest.mark.indexed
@pytest.mark.one_database
@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_well_made(client: Client, page_of_each_type: WorkingGroupPage, url: str) -> None:
    html = get_page(client, url)
    assert len(html.select("h1")) == 1
    assert len(html.select("main")) == 1
    skip = html.select_one("a.skip-link")
    assert skip is not None
    assert html.select_one(str(skip["href"])) == html.select_one("main")
    identifiers = [str(tag["id"]) for tag in html.select("[id]")]
    assert len(identifiers) == len(set(identifiers))
    for label in html.select("[aria-labelledby]"):
        assert str(label["aria-labelledby"]) in identifiers
    for image in html.select("img"):
        assert image.has_attr("alt")
    levels = [int(tag.name[1]) for tag in html.select("main :is(h1, h2, h3, h4)")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.indexed
@pytest.mark.one_database
@pytest.mark.parametrize("url", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(
    client: Client, page_of_each_type: WorkingGroupPage, url: str
) -> None:
    html = get_page(client, url)
    assert not html.select('script:not([type="application/ld+json"], [src]), style, [style]')
    assert not [name for tag in html.find_all(True) for name in tag.attrs if name.startswith("on")]
    for tag in html.select('link[rel="stylesheet"], link[rel="icon"], img, script[src]'):
        assert str(tag.get("href") or tag.get("src")).startswith(("/static/", "/media/"))


@pytest.mark.one_database
def test_entities_are_named_in_text_and_acronyms_explained(client: Client, group: WorkingGroupPage) -> None:
    facts = get_soup(client, "/es/grupos/genero/").select_one(".facts")
    assert facts is not None
    assert "Fondo de Población" in facts.text
    assert "Sin siglas" in facts.text
    short = facts.select_one("abbr")
    assert short is not None
    assert (short.text, short["title"]) == ("UNFPA", "Fondo de Población")
    times = {str(time["datetime"]) for time in facts.select("time")}
    assert times == {"2020-01-02", "2019-06-03"}
    assert "México" in facts.text


def test_goals_are_tiles_with_their_titles_the_main_one_first(
    client: Client, page_of_each_type: WorkingGroupPage
) -> None:
    tiles = get_soup(client, "/es/grupos/genero/").select(".goals .goal")
    assert [tile.select_one(".goal-number").text for tile in tiles] == ["5", "10"]
    assert [tile.select_one(".goal-title").text for tile in tiles] == [
        "Igualdad de género",
        "Reducción de las desigualdades",
    ]
    assert tiles[0].name == "a"
    assert tiles[0]["href"] == "/es/ods/igualdad/"
    assert tiles[1].name == "span"
    assert tiles[0].select_one(".goal-primary")
    assert not tiles[1].select_one(".goal-primary")


def test_a_closed_group_says_so_and_how_it_ended(client: Client, group: WorkingGroupPage) -> None:
    assert not get_soup(client, "/es/grupos/genero/").select(".closed")
    group.status, group.closed_on, group.closing_message = "closed", date(2025, 3, 4), "Su trabajo sigue en otra parte."
    group.save_revision().publish()
    closed = get_soup(client, "/es/grupos/genero/").select_one(".closed")
    assert closed is not None
    assert "Su trabajo sigue en otra parte." in closed.text
    assert closed.select_one('time[datetime="2025-03-04"]')
    assert get_soup(client, "/es/grupos/").select_one(".card .status-closed")


def test_what_exists_only_elsewhere_is_listed_apart_and_marked(client: Client, group: WorkingGroupPage) -> None:
    create_translation(group.get_parent(), "en", "Groups", "groups")
    html = get_soup(client, "/en/groups/")
    assert not html.select(".card")
    heading = html.select_one(".other-languages h2 span[lang]")
    assert heading is not None
    assert (heading["lang"], heading.text) == ("es", "Español")
    link = html.select_one(".other-languages a")
    assert link is not None
    assert (link["href"], link["lang"], link["hreflang"]) == ("/es/grupos/genero/", "es", "es")


def test_an_untranslated_entity_is_shown_in_its_own_language_and_marked(
    client: Client, group: WorkingGroupPage
) -> None:
    create_translation(group, "en", "Gender", "gender")
    entity = get_soup(client, "/en/grupos/gender/").select_one(".facts .entity")
    assert entity is not None
    assert (entity["lang"], entity["dir"]) == ("es", "ltr")
    assert "Fondo de Población" in entity.text


def test_a_page_behind_a_password_asks_for_it_and_tells_nothing(client: Client, about: Page) -> None:
    PageViewRestriction.objects.create(page=about, restriction_type="password", password="sesamo")
    html = get_soup(client, "/es/acerca/")
    assert html.select_one("main form input[type=password]")
    assert len(html.select("h1")) == 1
    assert html.select_one('meta[name="robots"][content="noindex"]')
    assert not re.search("Acerca de|Qué es y para quién", str(html.select_one("head")) + str(html.select_one("main")))


def test_a_page_for_some_accounts_leads_to_the_login(client: Client, about: Page) -> None:
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/es/acerca/", follow=True)
    html = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert html.select_one("main form input[name=next]")["value"] == "/es/acerca/"
    assert html.select_one('link[rel="stylesheet"]')
