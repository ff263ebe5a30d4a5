"""What is meant by a question: what is chosen beside it, typed wrong, said in other words, joined by signs."""

import random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from home.setup.platform import Platform
from search.autocomplete import suggest
from search.models import Promotion, Synonym, Word
from search.query_parser import clean_query, parse, pieces
from tests.factories import ContentPageFactory
from tests.search.test_engine import OURS, SCRAPS, answer, slugs

pytestmark = pytest.mark.indexed

#: Values of facets that there are.
CHOSEN = [("goal", "5"), ("goal", "10"), ("type", "groups"), ("country", "CO"), ("type", "pages")]


@pytest.mark.parametrize("typed", ["", "-agua", "???", '""', '"!"', "-", '-""'])
@pytest.mark.parametrize("chosen", CHOSEN[1:4])
def test_where_nothing_is_asked_for_a_chosen_facet_finds_nothing(
    indexed_platform: Platform, client: Client, typed: str, chosen: tuple[str, str]
) -> None:
    asked = {"q": typed, chosen[0]: chosen[1]}
    assert client.get("/es/buscar/", asked).status_code == 200
    assert client.get("/es/buscar/novedades.atom", asked).status_code == 404
    given = answer(typed, **{chosen[0]: chosen[1]})
    assert (given.total, given.counts.total, list(given.results_page), given.matches_in_other_languages.total) == (
        0,
        0,
        [],
        0,
    )


@pytest.mark.parametrize("number_of_questions", [150, pytest.param(3000, marks=pytest.mark.soak)])
def test_nothing_hostile_is_an_error_when_facets_are_chosen(
    indexed_platform: Platform, client: Client, number_of_questions: int
) -> None:
    chance = random.Random(7)  # noqa: S311 - the same questions every time
    for number in range(number_of_questions):
        typed = "".join(chance.choices(SCRAPS, k=chance.randrange(0, 5)))
        asked: dict[str, Any] = {"q": typed, **dict(chance.sample(CHOSEN, k=chance.randrange(1, 4)))}
        if number % 3 == 0:
            asked |= {"sort": "newest", "exact": chance.choice(["", "1"])}
        assert client.get("/es/buscar/", asked).status_code == 200, asked
        if number % 10 == 0:
            assert client.get("/es/buscar/novedades.atom", asked).status_code in {200, 404}, asked


def private_word(platform: Platform, word: str) -> None:
    """A word that is known, more frequent than others, and on no page that the public may see."""
    Word.objects.create(
        locale=platform.source,
        word=word,
        stem=word,
        spelling=word,
        start=word[0],
        end=word[-2:],
        length=len(word),
        pages=99,
        titles=99,
    )


@pytest.mark.parametrize(
    ("typed", "meant", "relaxed"),
    [
        ("trabajo remunerado mujres", "trabajo remunerado mujeres", False),
        ("trabajo mujres remunerada", "trabajo mujeres remunerada", False),
        ("trabajo remunerado mujres xyzzy", "trabajo remunerado mujeres xyzzy", True),
        ("trabajo remunerado xyzzyx", "", True),
    ],
)
def test_of_many_words_one_typed_wrong_is_corrected_before_any_is_left_out(
    indexed_platform: Platform, client: Client, typed: str, meant: str, relaxed: bool
) -> None:
    given = answer(typed)
    assert (slugs(given), given.corrected_query, given.interpretation.is_relaxed) == (["trabajo"], meant, relaxed)
    shown = client.get("/es/buscar/", {"q": typed}).content.decode()
    assert shown.count('class="search-reading"') == bool(meant) + relaxed
    counted = shown.partition("data-count")[2].partition("</p>")[0]
    assert f"para “{meant or typed}”" in counted


def test_another_spelling_is_offered_where_words_are_left_out(indexed_platform: Platform, client: Client) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="Fuentes", slug="fuentes")
    for number in range(6):
        ContentPageFactory(
            parent=indexed_platform.home, title=f"Puentes sobre pantanos altos {number}", slug=f"p-{number}"
        )
    call_command("update_index", backend_name="public", verbosity=0)
    given = answer("fuentes pantanos altos")
    assert (given.total, given.interpretation.is_relaxed, given.suggestion.lower()) == (
        6,
        True,
        "puentes pantanos altos",
    )
    assert "?q=Puentes+pantanos+altos" in client.get("/es/buscar/?q=fuentes+pantanos+altos").content.decode()


def test_what_corrects_is_one_word_and_it_is_named(indexed_platform: Platform) -> None:
    for title in ("Quimbax", "Quimbat"):
        ContentPageFactory(parent=indexed_platform.home, title=title, slug=title.lower())
    given = answer("quimbaz")
    assert given.corrected_query.lower() in {"quimbax", "quimbat"}
    assert slugs(given) == [given.corrected_query.lower()]


def test_a_word_is_corrected_to_what_pages_have_beside_the_others(indexed_platform: Platform) -> None:
    for title in ("Quimbax", "Otro quimbax", "Quimbat bajo"):
        ContentPageFactory(parent=indexed_platform.home, title=title, slug=title.lower().replace(" ", "-"))
    assert answer("quimbaz bajo").corrected_query.lower() == "quimbat bajo"


@pytest.mark.parametrize("chosen", [{}, {"goal": "3"}])
def test_a_word_that_only_private_pages_have_is_never_named(indexed_platform: Platform, chosen: dict[str, str]) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="Quimbax", slug="quimbax")
    private_word(indexed_platform, "quimbaq")
    assert answer("quimbaz", **chosen).corrected_query.lower() == "quimbax"
    private_word(indexed_platform, "xilofanto")
    assert answer("xilofantu", **chosen).corrected_query == ""


def test_a_word_that_only_private_pages_have_is_not_offered(indexed_platform: Platform) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="Quimbax", slug="quimbax")
    private_word(indexed_platform, "quimbaq")
    assert answer("quimbax").suggestion == ""
    ContentPageFactory(parent=indexed_platform.home, title="Quimbat", slug="quimbat")
    Word.objects.filter(word="quimbat").update(pages=50)
    assert answer("quimbax").suggestion.lower() == "quimbat"


def test_correcting_takes_as_many_queries_however_many_words_are_alike(indexed_platform: Platform) -> None:
    def number() -> int:
        assert answer("quimbaz").total
        with CaptureQueriesContext(connection) as captured:
            assert answer("quimbaz").total
        return len(captured)

    ContentPageFactory(parent=indexed_platform.home, title="Quimbax", slug="quimbax")
    before = number()
    for title in ("Quimbat", "Quimbav", "Quimbag"):
        ContentPageFactory(parent=indexed_platform.home, title=title, slug=title.lower())
    assert number() == before


def test_a_synonym_of_several_words_adds_and_takes_nothing_away(indexed_platform: Platform) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="Empleo femenino", slug="empleo")
    ContentPageFactory(parent=indexed_platform.home, title="Empleo y algo femenino", slug="apart")
    assert slugs(answer("mujeres trabajo")) == ["trabajo"]
    Synonym.objects.create(locale=indexed_platform.source, terms="mujeres trabajo, empleo femenino")
    assert set(slugs(answer("mujeres trabajo"))) == {"trabajo", "empleo"}
    assert slugs(answer("mujeres trabajo remunerado"))[0] == "trabajo"
    assert slugs(answer('"mujeres trabajo"')) == ["empleo"]
    assert set(slugs(answer("empleo femenino"))) == {"empleo", "apart"}


def test_a_synonym_is_known_by_the_words_that_say_something(indexed_platform: Platform) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="Empleo femenino", slug="empleo")
    Synonym.objects.create(locale=indexed_platform.source, terms="trabajo de las mujeres, empleo femenino")
    for typed in ("trabajo de las mujeres", "trabajo mujeres", '"trabajo de las mujeres"'):
        assert "empleo" in slugs(answer(typed)), typed
    Synonym.objects.create(locale=indexed_platform.source, terms="la deuda, empleo femenino")
    assert "empleo" not in slugs(answer("deuda"))


def create_page_outside_sites(platform: Platform) -> Page:
    """A live page outside every site."""
    page = ContentPageFactory(parent=platform.home, title="Faroles", slug="faroles")
    root = Page.get_first_root_node()
    page.move(root, "last-child")
    call_command("update_index", backend_name="public", verbosity=0)
    return Page.objects.get(pk=page.pk)


def test_a_page_outside_every_site_is_not_shown(indexed_platform: Platform, client: Client) -> None:
    page = create_page_outside_sites(indexed_platform)
    assert page.live
    assert page.url is None
    assert (slugs(answer("faroles")), suggest("faroles", indexed_platform.source)) == ([], [])
    assert answer("faroles", "en").matches_in_other_languages.pages == []
    assert client.get("/es/buscar/?q=faroles").status_code == 200
    feed = client.get("/es/buscar/novedades.atom?q=faroles")
    assert (feed.status_code, feed.content.count(b"<entry>")) == (200, 0)
    Promotion.objects.create(locale=indexed_platform.source, query="agua", page=page)
    assert answer("agua").promotions == []


@pytest.mark.parametrize("change", ["draft", "private"])
def test_a_language_whose_home_nobody_can_open_is_not_offered_elsewhere(
    indexed_platform: Platform, change: str
) -> None:
    assert answer("niño", "en").matches_in_other_languages.total == 2
    if change == "draft":
        Page.objects.get(pk=indexed_platform.home.pk).unpublish()
    else:
        kind = PageViewRestriction.LOGIN
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page_id=indexed_platform.home.pk, restriction_type=kind)]
        )
    found = answer("niño", "en").matches_in_other_languages
    assert (found.total, found.pages) == (0, [])
    assert suggest("niño", indexed_platform.source) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("deuda/naturaleza", ["deuda"]),
        ("naturaleza-deuda", ["deuda"]),
        ("deuda - naturaleza", ["deuda"]),
        ("inter-institucional", ["interinstitucional"]),
        ('"naturaleza/deuda"', []),
        ("deuda -por/naturaleza", ["deuda-sola"]),
        ("d'educación", ["cuidados"]),
        ("deuda -l'naturaleza", ["deuda-sola"]),
        ("CTMovilidad", ["movilidad"]),
        ("movilidadHumana", ["movilidad"]),
        ("agenda2050", ["agenda"]),
        ("re\u00adgulari\u00adzaciones", ["regularizacion"]),
        ("\ufeffre\u200bgulari\u200bzaciones", ["regularizacion"]),
    ],
)
def test_signs_join_words_and_take_nothing_away(indexed_platform: Platform, typed: str, found: list[str]) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="Una agenda 2050", slug="agenda")
    given = answer(clean_query(typed))
    assert ([slug for slug in slugs(given) if slug in {*OURS, "agenda"}], given.corrected_query) == (found, "")


def test_a_goal_and_its_number_may_be_joined_by_a_sign(indexed_platform: Platform) -> None:
    for typed in ("ODS-10", "sdg\u201110", "ods/10"):
        assert slugs(answer(typed)) == slugs(answer("ODS 10")), typed
    assert parse("movilidad -ods-10", "es")[1].words == ("sdg10",)


@pytest.mark.parametrize(
    ("typed", "tag", "words"),
    [
        ("d'égalité", "fr", ["egalite"]),
        ("l’eau qu'il", "fr", ["eau"]),
        ("jusqu’aujourd’hui", "fr", ["aujourd", "hui"]),
        ("women's rights", "en", ["women", "rights"]),
        ("O'Higgins", "en", ["o", "higgins"]),
        ("plan-b", "en", ["plan", "b"]),
        ("covid-19", "en", ["covid", "19"]),
        ("l'", "fr", ["l"]),
    ],
)
def test_apostrophes_and_hyphens(typed: str, tag: str, words: list[str]) -> None:
    assert [word for term in parse(typed, tag) for word in term.words] == words


def test_words_of_capitals_and_digits() -> None:
    made = {"ONUMujeres": ["onu", "mujeres"], "agenda2030": ["agenda", "2030"], "ÁguaLimpa": ["agua", "limpa"]}
    assert {written: pieces(written) for written in (*made, "ACNUR", "agua")} == {
        **made,
        "ACNUR": ["acnur"],
        "agua": ["agua"],
    }


def test_synonyms_have_letters(indexed_platform: Platform) -> None:
    for terms in ("???, !!!", "agua, !!!", "agua, \u00ad"):
        with override("en"), pytest.raises(ValidationError, match="no letters or digits"):
            Synonym(locale=indexed_platform.source, terms=terms).clean()
    Synonym(locale=indexed_platform.source, terms="agua, H2O").clean()
