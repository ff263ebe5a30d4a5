"""One word or number, however it is written: digits of any script, letters with strokes, groups of digits, hyphens."""

import itertools
import sys
import unicodedata
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from home.setup.platform import Platform
from search import analysis
from search.autocomplete import suggest
from search.engine import SearchResults
from search.expression import Clause, Expression, StemSequence
from search.highlights import Marker
from search.params import parse_params
from tests.factories import ContentPageFactory
from tests.resources.factories import ResourcePageFactory
from tests.support.public_pages import get_soup

#: Ways to write the same, of which each is found by each.
SAME = (
    ("Zafra 2030", "Zafra ٢٠٣٠", "Zafra ۲۰۳۰", "Zafra ２０３０", "Zafra २०३०"),
    ("Øresund", "Oresund"),
    ("Łódź", "Lodz"),
    ("Đakovo", "Dakovo"),
    ("Þingvellir", "Thingvellir"),
    ("Víðidalur", "Vididalur"),
    ("Ħaż-Żebbuġ", "Haz-Zebbug", "Hazzebbug"),
    ("Diyarbakır", "DİYARBAKIR"),
    ("Œuvrage Ærø", "oeuvrage aero"),
    ("Weißkirchen", "weisskirchen"),
    (
        "1250000 nogales", "1.250.000 nogales", "1,250,000 nogales", "1 250 000 nogales", "1\u00a0250\u00a0000 nogales",
        "1\u202f250\u202f000 nogales", "1\u2009250\u2009000 nogales", "1’250’000 nogales", "١٬٢٥٠٬٠٠٠ nogales",
    ),
    ("coordinatura", "co-ordinatura", "co\u2010ordinatura", "co\u2011ordinatura", "co\u00adordinatura"),
    ("autoestopista", "auto-estopista"),
)  # fmt: skip

DECIMALS = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.decimal(chr(code), None) is not None]


def slugs(platform: Platform, typed: str) -> list[str]:
    """What the search finds."""
    answer = SearchResults(parse_params(platform.source, QueryDict(urlencode({"q": typed}))))
    return [] if answer.corrected_query else [entry.page.slug for entry in answer.results_page]


@pytest.mark.indexed
@pytest.mark.parametrize("ways", SAME, ids=lambda ways: ways[0])
@pytest.mark.parametrize("where", ["title", "text"])
def test_each_way_to_write_it_finds_each(indexed_platform: Platform, ways: tuple[str, ...], where: str) -> None:
    for number, written in enumerate(ways):
        title = written if where == "title" else f"Hoja {number}"
        body = [] if where == "title" else [("rich_text", f"<p>Dice {written} aquí.</p>")]
        ContentPageFactory(parent=indexed_platform.home, title=title, slug=f"hoja-{number}", body=body)
    all_of_them = {f"hoja-{number}" for number in range(len(ways))}
    found = {typed: set(slugs(indexed_platform, typed)) for typed in ways}
    assert found == dict.fromkeys(ways, all_of_them)


@pytest.mark.indexed
def test_the_parts_of_what_is_joined_are_words_and_numbers_beside_each_other_stay_two(
    indexed_platform: Platform,
) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="Acuerdo Perú-Bolivia", slug="acuerdo")
    ContentPageFactory(parent=indexed_platform.home, title="ODS 5 300 aldeas", slug="aldeas")
    ContentPageFactory(parent=indexed_platform.home, title="300 caletas en 5 provincias", slug="caletas")
    assert slugs(indexed_platform, "bolivia") == slugs(indexed_platform, "perú bolivia") == ["acuerdo"]
    assert slugs(indexed_platform, '"300 aldeas"') == slugs(indexed_platform, "300 aldeas") == ["aldeas"]
    assert slugs(indexed_platform, "5 300 caletas")[0] == "caletas"
    assert slugs(indexed_platform, "acuerdo -perú-bolivia") == []


@pytest.mark.indexed
@pytest.mark.parametrize("typed", ["coordinatu", "co-ordinatu", "co\u2011ordinatu", "co-ordinatura"])
def test_compounds_are_suggested_however_they_are_typed(indexed_platform: Platform, typed: str) -> None:
    ContentPageFactory(parent=indexed_platform.home, title="La co-ordinatura", slug="con")
    ContentPageFactory(parent=indexed_platform.home, title="La coordinatura", slug="sin")
    assert {each.title for each in suggest(typed, indexed_platform.source)} == {"La co-ordinatura", "La coordinatura"}


@given(st.lists(st.sampled_from(DECIMALS), min_size=1, max_size=8))
def test_digits_of_any_script_are_the_same_number(digits: list[str]) -> None:
    written, plain = "".join(digits), "".join(str(unicodedata.decimal(digit)) for digit in digits)
    assert analysis.fold_words(f"x {written} y") == ["x", plain, "y"]
    assert analysis.stems(written, "es") == analysis.stems(plain, "es")


@pytest.mark.parametrize("goal", ["ODS 5", "ODS 05", "SDG ٥", "ODS۵", "ODS ５"])
def test_a_goal_is_known_by_its_number_in_any_script(goal: str) -> None:
    assert analysis.fold_words(goal) == ["sdg5"]


@given(st.integers(1, 10**12), st.sampled_from(list(analysis.GROUPING)))
def test_a_number_in_groups_is_one_word(number: int, sign: str) -> None:
    assert analysis.fold_words(f"de {number:,} o".replace(",", sign)) == ["de", str(number), "o"]


@given(st.integers(1000, 10**12))
def test_a_number_whose_groups_lie_apart_is_known_as_a_whole_too(number: int) -> None:
    spaced = f"{number:,}".replace(",", " ")
    assert analysis.words(spaced) == spaced.split()
    assert list(map(analysis.fold, analysis.compounds(f"de {spaced} o"))) == [str(number)]


def test_every_latin_letter_is_folded_to_what_is_typed_for_it() -> None:
    letters = (chr(code) for code in itertools.chain(range(0xC0, 0x180), range(0x1EA0, 0x1EFA)))
    assert [letter for letter in letters if letter.isalpha() and not analysis.fold(letter).isascii()] == []


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("cooperacion", "La co-operación entre", ["co-operación"]),
        ("operacion", "La co-operación entre", ["operación"]),
        ("1250000", "Son 1 250 000 o 1.250.000.", ["1 250 000", "1.250.000"]),
        ("250", "Son 1 250 000 o 1.250.000.", ["250"]),
        ("2030", "La Agenda ٢٠٣٠", ["٢٠٣٠"]),
    ],
)
def test_what_was_looked_for_is_marked_as_it_is_written(typed: str, text: str, marked: list[str]) -> None:
    marker = Marker(Expression("es", (Clause((StemSequence(tuple(analysis.stems(typed, "es"))),), typed),)))
    pieces = marker.whole(text)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.is_match] == marked


@pytest.mark.indexed
@pytest.mark.parametrize(
    ("precision", "shown", "machine"),
    [
        ("year", "2019", "2019"),
        ("month", "mayo de 2019", "2019-05"),
        ("day", "7 de mayo de 2019", "2019-05-07"),
    ],
)
def test_a_hit_says_no_more_of_a_date_than_is_known(
    client: Client, indexed_platform: Platform, precision: str, shown: str, machine: str
) -> None:
    parent = indexed_platform.lists["resources"]
    facts = {"published_on": date(2019, 5, 7), "date_precision": precision}
    ResourcePageFactory(parent=parent, title="Almanaque de mareas", **facts)
    day = get_soup(client, "/es/buscar/?q=almanaque").select_one("ol.results time")
    assert day is not None
    assert (day.get_text(), day["datetime"]) == (shown, machine)
