"""The words of addresses are each language's own, and the English ones lead there."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import get_page_models

from config.urls import PUBLIC
from core.base.localized_urls import URL_WORDS, in_language, spellings
from core.base.models import BasePage
from home.models import HomePage
from tests.factories import ServiceIndexPageFactory, ServicePageFactory, WorkingGroupIndexPageFactory
from tests.platform import create_platform
from tests.resources.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    ResourceIndexPageFactory,
    ResourcePageFactory,
)
from tests.support.public_pages import create_translation, get_soup, hreflang_links

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages_with_subpages(home: HomePage) -> dict[str, Any]:
    """Pages that offer something below their address."""
    services = ServiceIndexPageFactory(parent=home)
    events = EventIndexPageFactory(parent=home)
    return {
        "groups": WorkingGroupIndexPageFactory(parent=home),
        "services": services,
        "service": ServicePageFactory(parent=services),
        "events": events,
        "event": EventPageFactory(parent=events),
        "resource": ResourcePageFactory(parent=ResourceIndexPageFactory(parent=home)),
    }


OFFERED = [
    ("groups", "organigram/", "organigrama/"),
    ("groups", "feed.atom", "novedades.atom"),
    ("services", "compare/", "comparar/"),
    ("services", "list.csv", "lista.csv"),
    ("service", "request/", "solicitar/"),
    ("events", "events.ics", "eventos.ics"),
    ("event", "event.ics", "evento.ics"),
    ("resource", "cite.bib", "cita.bib"),
]


@pytest.mark.parametrize(("name", "english", "own"), OFFERED)
def test_below_a_page_the_english_words_lead_to_its_language(
    client: Client, pages_with_subpages: dict[str, Any], name: str, english: str, own: str
) -> None:
    url = pages_with_subpages[name].url
    assert client.get(url + own).status_code == 200
    moved = client.get(f"{url}{english}?goal=5&q=a%20b")
    assert (moved.status_code, moved["Location"]) == (301, f"{url}{own}?goal=5&q=a%20b")


def test_what_was_sent_to_the_english_address_is_not_lost(client: Client, pages_with_subpages: dict[str, Any]) -> None:
    moved = client.post(f"{pages_with_subpages['service'].url}request/", {"name": "Ana"})
    assert (moved.status_code, moved["Location"]) == (308, f"{pages_with_subpages['service'].url}solicitar/")


def test_every_page_has_an_address_for_what_it_offers_in_its_own_language(pages_with_subpages: dict[str, Any]) -> None:
    """Whatever language is active: a mail or a list may name a page of another one."""
    with translation.override("en"):
        assert pages_with_subpages["service"].reverse_subpage("ask") == "solicitar/"
        assert pages_with_subpages["resource"].reverse_subpage("reference", ["ris"]) == "cita.ris"
        assert pages_with_subpages["groups"].reverse_subpage("serve_markdown") == "index.md"


@pytest.mark.indexed
def test_english_keeps_its_words_and_knows_no_others(client: Client, home: HomePage) -> None:
    assert client.get("/en/search/?q=agua").status_code == client.get("/en/site-map/").status_code == 200
    assert client.get("/en/buscar/").status_code == client.get("/es/recherche/").status_code == 404


@pytest.mark.indexed
@pytest.mark.parametrize("route", PUBLIC)
@pytest.mark.parametrize("language", [tag for tag, _name in settings.LANGUAGES])
def test_below_a_language_the_english_words_lead_to_its_own(
    client: Client, db: None, language: str, route: str
) -> None:
    create_platform("es", "en", language)
    _view, name = PUBLIC[route]
    with translation.override(language):
        own = reverse(name)
    assert own == f"/{language}/{in_language(route, language)}"
    answer = client.get(f"/{language}/{route}?q=agua")
    if own == f"/{language}/{route}":
        assert answer.status_code != 301
    else:
        assert (answer.status_code, answer["Location"]) == (301, f"{own}?q=agua")


def test_the_languages_of_what_a_page_offers_are_named_by_their_own_words(
    client: Client, pages_with_subpages: dict[str, Any]
) -> None:
    create_translation(pages_with_subpages["groups"], "en", "Groups", "groups")
    html = get_soup(client, f"{pages_with_subpages['groups'].url}organigrama/")
    named = hreflang_links(html)
    assert named["en"].endswith("/en/groups/organigram/")
    assert named["es"] == named["x-default"]
    assert named["es"].endswith("/organigrama/")
    assert html.select_one('link[rel="canonical"]')["href"] == named["es"]
    for tag in ("es", "en"):
        assert client.get(named[tag].replace("http://localhost", "")).status_code == 200


def test_robots_stay_out_of_each_languages_search(client: Client, home: HomePage) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /es/buscar/", "Disallow: /en/search/", "Disallow: /fr/recherche/"} <= set(lines)


def test_words_are_what_addresses_are_made_of() -> None:
    """Of one kind of letters, and no two of one language the same below one another."""
    for word, languages in URL_WORDS.items():
        assert spellings(word) == {word, *languages.values()}
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", spelling) for spelling in spellings(word))
    for language in {tag for languages in URL_WORDS.values() for tag in languages}:
        own = [languages.get(language, word) for word, languages in URL_WORDS.items()]
        assert len(set(own)) == len(own)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("search/feed.atom", "buscar/novedades.atom"),
        ("search/", "buscar/"),
        ("/request/", "/solicitar/"),
        ("cite.<slug:ending>/", "cita.<slug:ending>/"),
        ("search/followed/", "buscar/followed/"),
        ("research/searches/", "research/searches/"),
        ("", ""),
    ],
)
def test_whole_words_of_a_path_are_translated(path: str, expected: str) -> None:
    assert in_language(path, "es") == expected
    assert in_language(path, "en") == in_language(path, "nl") == in_language(path, "") == path


def test_every_word_below_a_page_has_its_place_in_the_table() -> None:
    """A route in English words only would be English in every language."""
    agreed = {"index"}
    routes = {route for model in get_page_models() if issubclass(model, BasePage) for route in model.get_subpage_urls()}
    with translation.override("en"):
        words = {word for route in routes for word in re.findall(r"^[a-z-]+", str(route.pattern))}
        assert words <= URL_WORDS.keys() | agreed
    with translation.override("es"):
        assert not {word for route in routes for word in re.findall(r"^[a-z-]+", str(route.pattern))} & URL_WORDS.keys()


def test_the_manual_names_every_word() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = [
        "| `" + "` | `".join([word, *(languages[tag] for tag in ("es", "pt", "fr"))]) + "` |"
        for word, languages in URL_WORDS.items()
    ]
    assert "\n".join(rows) in manual
