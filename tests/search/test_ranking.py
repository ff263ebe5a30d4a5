"""In which order results stand, and what their feed says of them."""

import json
from datetime import date, timedelta
from itertools import permutations
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from resources.models import EventIndexPage, NewsIndexPage, ResourceIndexPage
from search import engine, ranking
from search.expression import Clause, Expression, StemSequence
from search.models import Entry
from tests.factories import ContentPageFactory
from tests.resources.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ResourceIndexPageFactory,
    ResourcePageFactory,
)
from tests.search.test_engine import answer
from tests.search.test_files import document, resource
from tests.support.public_pages import subpage_url

pytestmark = pytest.mark.indexed

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_feeds_leave_out_what_xml_can_not_say(client: Client, home: HomePage) -> None:
    ContentPageFactory(parent=home, title="Con\x0bcontrol", slug="uno", search_description="Una\x0cagua\ufffe clara.")
    news = NewsIndexPageFactory(parent=home, title="Noti\x1fcias", search_description="Todas\x0b")
    NewsPageFactory(parent=news, title="Nueva\x0bagua", slug="dos", summary="Un\x02resumen")
    for address, titles in (
        ("/es/buscar/novedades.atom?q=agua", {"Con control", "Nueva agua"}),
        (subpage_url(news, "feed.atom"), {"Nueva agua"}),
    ):
        root = ET.fromstring(client.get(address).content)  # noqa: S314 - our own feed
        assert {each.text for each in root.findall("a:entry/a:title", ATOM)} == titles


def body(text: str) -> str:
    """A page's body with one paragraph."""
    return json.dumps([{"type": "rich_text", "value": f"<p>{text}</p>"}])


def result_titles(words: str, tag: str = "es") -> list[str]:
    """The titles of what is found, the best first."""
    return [entry.title for entry in answer(words, tag).results_page]


def test_what_only_files_say_comes_after_what_a_page_says_itself(home: HomePage) -> None:
    resources = ResourceIndexPageFactory(parent=home)
    often = "El zanahoriazo y otro zanahoriazo. " * 50
    resource(resources, document(often), title="Informe", summary="Resumen", published_on=timezone.localdate())
    resource(resources, document("nada"), title="Otro informe", summary="Con un zanahoriazo")
    long = "Palabras de relleno para el texto. " * 200
    ContentPageFactory(parent=home, title="Larga", slug="larga", body=body(f"{long} El zanahoriazo está aquí."))
    abstract = f"<p>{long} El zanahoriazo está aquí.</p>"
    resource(resources, document(often), title="Tercer informe", summary="Resumen", abstract=abstract)
    assert result_titles("zanahoriazo") == ["Otro informe", "Tercer informe", "Larga", "Informe"]


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
        found = result_titles(words)
        assert set(found[:4]) == first, words
        assert set(found[4:]) == (plain | tilded | both) - first, words
    assert result_titles("pena")[0] == "Una pena"
    assert result_titles("peña")[0] == "La peña"


def test_what_a_page_says_itself_is_among_the_candidates_however_often_files_say_it(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "CANDIDATES", 2)
    resources = ResourceIndexPageFactory(parent=home)
    text = "Palabras de relleno para el texto. " * 200
    ContentPageFactory(parent=home, title="Larga", slug="larga", body=body(f"{text} Aquí hay un zanahoriazo."))
    for number in range(3):
        resource(resources, document("Un zanahoriazo. " * 20), title=f"Informe {number}", summary="Resumen")
    assert result_titles("zanahoriazo")[0] == "Larga"


def create_old_page(home: HomePage, kind: str, days: int, **values: str) -> None:
    """A page about a drought, so many days old."""
    now = timezone.now() - timedelta(days=days)
    values = {"title": "Sequía", "slug": f"{kind}-{days}", "summary": "Resumen", **values}
    if kind == "news":
        NewsPageFactory(parent=NewsIndexPage.objects.get(), date=now.date(), **values)
    elif kind == "event":
        EventPageFactory(parent=EventIndexPage.objects.get(), starts_at=now, **values)
    else:
        ResourcePageFactory(parent=ResourceIndexPage.objects.get(), published_on=now.date(), **values)


def slugs() -> list[str]:
    """The pages about a drought, the best first."""
    return [entry.page.slug for entry in answer("sequía", "es").results_page]


@pytest.fixture
def lists(home: HomePage) -> HomePage:
    """The platform with the pages below which news, events and resources stand."""
    for factory in (NewsIndexPageFactory, EventIndexPageFactory, ResourceIndexPageFactory):
        factory(parent=home)
    return home


@pytest.mark.parametrize("ages", list(permutations((10, 200, 2000)))[::2], ids=str)
@pytest.mark.parametrize("kind", ["news", "event"])
def test_of_news_and_of_events_the_newer_come_first(lists: HomePage, kind: str, ages: tuple[int, ...]) -> None:
    for days in ages:
        create_old_page(lists, kind, days)
    assert slugs() == [f"{kind}-10", f"{kind}-200", f"{kind}-2000"]


def test_an_event_to_come_is_as_near_as_one_that_is_over(lists: HomePage) -> None:
    for days in (-400, 300, -20, 30):
        create_old_page(lists, "event", days)
    assert slugs() == ["event--20", "event-30", "event-300", "event--400"]


@pytest.mark.one_database
@pytest.mark.parametrize("ages", [False, True])
@pytest.mark.parametrize("newer_first", [False, True])
def test_what_does_not_age_stays_where_the_database_ranks_it(*, ages: bool, newer_first: bool) -> None:
    days = [date(2026, 5, 1), date(2020, 5, 1)] if newer_first else [date(2020, 5, 1), date(2026, 5, 1)]
    candidates = [ranking.Candidate(day.year, "sequi" + 4 * "\n", "Sequía", "news", ages, day) for day in days]
    drought = Expression("es", (Clause((StemSequence(("sequi",)),), "sequía"),))
    expected = [2026, 2020] if ages else [day.year for day in days]
    assert ranking.rank(drought, candidates, date(2026, 5, 2)) == expected


def test_resources_and_what_has_no_date_do_not_age(lists: HomePage) -> None:
    create_old_page(lists, "resource", 10)
    ContentPageFactory(parent=lists, title="Sequía", slug="sequia")
    assert not Entry.objects.filter(page__slug__in=["resource-10", "sequia"], ages=True).exists()
    assert set(slugs()) == {"resource-10", "sequia"}


def test_words_count_for_more_than_age(lists: HomePage) -> None:
    create_old_page(lists, "news", 3000)
    create_old_page(lists, "news", 0, title="Lluvia", summary="Después de la sequía")
    assert slugs() == ["news-3000", "news-0"]
