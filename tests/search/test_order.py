"""In which order results stand, and what their feed says of them."""

import json
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from search import engine
from tests import platform
from tests.core.reading import beside
from tests.factories import ContentPageFactory
from tests.resources.factories import NewsIndexPageFactory, NewsPageFactory, ResourceIndexPageFactory
from tests.search.test_files import document, resource
from tests.search.test_finding import answer

pytestmark = pytest.mark.indexed

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def home(db: None) -> HomePage:
    """A Spanish platform."""
    return platform.start("es", "en")


def test_feeds_leave_out_what_xml_can_not_say(client: Client, home: HomePage) -> None:
    ContentPageFactory(parent=home, title="Con\x0bcontrol", slug="uno", search_description="Una\x0cagua\ufffe clara.")
    news = NewsIndexPageFactory(parent=home, title="Noti\x1fcias", search_description="Todas\x0b")
    NewsPageFactory(parent=news, title="Nueva\x0bagua", slug="dos", summary="Un\x02resumen")
    for address, titles in (
        ("/es/buscar/novedades.atom?q=agua", {"Con control", "Nueva agua"}),
        (beside(news, "feed.atom"), {"Nueva agua"}),
    ):
        root = ET.fromstring(client.get(address).content)  # noqa: S314 - our own feed
        assert {each.text for each in root.findall("a:entry/a:title", ATOM)} == titles


def body(text: str) -> str:
    """A page's body with one paragraph."""
    return json.dumps([{"type": "rich_text", "value": f"<p>{text}</p>"}])


def titles(words: str, tag: str = "es") -> list[str]:
    """The titles of what is found, the best first."""
    return [entry.title for entry in answer(words, tag).leaf]


def test_what_only_files_say_comes_after_what_a_page_says_itself(home: HomePage) -> None:
    resources = ResourceIndexPageFactory(parent=home)
    often = "El zanahoriazo y otro zanahoriazo. " * 50
    resource(resources, document(often), title="Informe", summary="Resumen", published_on=timezone.localdate())
    resource(resources, document("nada"), title="Otro informe", summary="Con un zanahoriazo")
    long = "Palabras de relleno para el texto. " * 200
    ContentPageFactory(parent=home, title="Larga", slug="larga", body=body(f"{long} El zanahoriazo está aquí."))
    abstract = f"<p>{long} El zanahoriazo está aquí.</p>"
    resource(resources, document(often), title="Tercer informe", summary="Resumen", abstract=abstract)
    assert titles("zanahoriazo") == ["Otro informe", "Tercer informe", "Larga", "Informe"]


def test_n_and_its_tilde_are_found_by_one_another_and_each_comes_first(home: HomePage) -> None:
    for title, summary, text in (
        ("Una pena", "", ""),
        ("La pen\u0303a", "", ""),
        ("A", "De la pena.", ""),
        ("B", "De la peña.", ""),
        ("C", "", "Aquí hay una pena."),
        ("D", "", "Aquí hay una PEÑA."),
        ("E", "", "Aquí hay una peña y aquí una pena."),
    ):
        ContentPageFactory(parent=home, title=title, slug=title[0].lower(), search_description=summary, body=body(text))
    plain, tilded, both = {"Una pena", "A", "C"}, {"La peña", "B", "D"}, {"E"}
    for words, first in (("pena", plain | both), ('"pena"', plain | both), ("peña", tilded | both)):
        found = titles(words)
        assert set(found[:4]) == first, words
        assert set(found[4:]) == (plain | tilded | both) - first, words
    assert titles("pena")[0] == "Una pena"
    assert titles("peña")[0] == "La peña"


def test_what_a_page_says_itself_is_among_the_candidates_however_often_files_say_it(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "CANDIDATES", 2)
    resources = ResourceIndexPageFactory(parent=home)
    text = "Palabras de relleno para el texto. " * 200
    ContentPageFactory(parent=home, title="Larga", slug="larga", body=body(f"{text} Aquí hay un zanahoriazo."))
    for number in range(3):
        resource(resources, document("Un zanahoriazo. " * 20), title=f"Informe {number}", summary="Resumen")
    assert titles("zanahoriazo")[0] == "Larga"
