"""Any text of any plain field goes through any format and comes back as it was."""

import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail_localize.strings import StringValue

from core.base.plain_text import clean_line, clean_lines
from tests.translation.exchange.unsaved_units import (
    LINE,
    LINES,
    make_unit,
    parse_file,
    stored_text,
    validate_file,
    write_file,
)
from translation.exchange.formats import FORMATS
from translation.exchange.inline_tags import pieces
from translation.exchange.models import ImportState
from translation.exchange.units import FileUnit
from translation.units.labels import Place
from translation.units.segment_text import is_blank

#: At which Python, XML, gettext or Word divide lines, and what nobody sees.
ODD = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\xa0\u200b\u200f\u2060\xad\ufeff\x00\x07\x7f\x9f\u3000\u202f"
LETTERS = st.one_of(
    st.characters(blacklist_categories=["Cs"]),
    st.sampled_from(ODD),
    st.sampled_from("ab ñ平ع\"\\'#&;%-_~[]"),
    st.just("\n"),
)
TEXTS = st.text(LETTERS, max_size=30).filter(lambda text: not is_blank(text))
PLACES = st.sampled_from([LINE, LINES])
FORMAT = st.sampled_from(sorted(FORMATS))


def expected_target(text: str, place: Place, source: str) -> str:
    """What is to be stored of a translation: clean, with the source's white space at its ends."""
    words = (clean_line(text) if place is LINE else clean_lines(text).replace("\r\n", "\n")).strip()
    before, after = re.fullmatch(r"(\s*).*?(\s*)", clean_lines(source), re.DOTALL).groups()
    if place is LINE:
        before, after = re.sub("[\r\n]", "", before), re.sub("[\r\n]", "", after)
    return stored_text(f"{before}{words}{after}")


@settings(max_examples=400, derandomize=True)
@given(FORMAT, TEXTS, TEXTS, PLACES)
def test_an_untouched_file_changes_nothing(kind: str, source: str, target: str, place: Place) -> None:
    there = make_unit(source, target, place)
    said = validate_file(write_file(kind, there), there)
    assert said.unchanged == 1, said


@settings(max_examples=400, derandomize=True)
@given(FORMAT, TEXTS, TEXTS.filter(lambda text: "<" not in text), PLACES)
def test_what_a_translator_writes_is_stored_as_it_was_written(
    kind: str, source: str, target: str, place: Place
) -> None:
    said = validate_file(write_file(kind, make_unit(source, target, place)), make_unit(source, place=place))
    (change,) = said.changes
    assert change.data == expected_target(target, place, source)
    again = make_unit(source, place=place)
    kept = FileUnit(**(again.__dict__ | {"target": change.data, "state": "translated"}))
    assert validate_file(write_file(kind, kept), kept).unchanged == 1


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("character", ODD)
def test_no_character_glues_words_or_cuts_a_text(kind: str, character: str) -> None:
    text = f"uno{character}dos tres"
    content = write_file(kind, make_unit(text, text.upper(), LINES), make_unit("Otro", "Other", number=2))
    first, second = parse_file(content).units
    for back in (first.source, first.text or "".join(value for _kind, value in first.pieces or [])):
        assert len(back.split()) == len(text.split()), "a word more or less"
        assert back.casefold() == clean_lines(text).replace("\r\n", "\n").casefold()
    assert second.source == "Otro"


@pytest.mark.parametrize("character", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
def test_a_line_break_that_a_tool_has_written_into_a_po_file_is_one(character: str) -> None:
    content = write_file("po", make_unit("Uno", place=LINES))
    content = content.replace('msgid "Uno"\nmsgstr ""', f'msgid "Uno"\nmsgstr "One{character}two"')
    (change,) = validate_file(f"# a{character}comment\n{content}", make_unit("Uno", place=LINES)).changes
    assert change.data == "One<br/>two"


@st.composite
def html(draw: st.DrawFn) -> str:
    """A text with formatting as wagtail-localize stores it."""
    parts = draw(st.lists(st.tuples(st.sampled_from(["", "b", "i", "em", "br"]), TEXTS), min_size=1, max_size=4))
    made = [
        f"{'<br/>' * (tag == 'br')}{escape(text)}" if tag in {"", "br"} else f"<{tag}>{escape(text)}</{tag}>"
        for tag, text in parts
    ]
    return str(StringValue.from_translated_html("".join(made)).data)


def rich(source: str, target: str = "") -> FileUnit:
    state = ImportState.TRANSLATED if target else ImportState.INITIAL
    return FileUnit("purpose", 1, 1, source, True, {}, Place("Purpose"), target, state)


@settings(max_examples=200, derandomize=True)
@given(FORMAT, html(), html())
def test_any_text_with_formatting_comes_back_as_it_was(kind: str, source: str, target: str) -> None:
    source = f"<b>all</b> {source} <i>the</i> <em>tags</em>"
    there = rich(source, target)
    said = validate_file(write_file(kind, there), there)
    assert said.unchanged == 1, said
    said = validate_file(write_file(kind, there), rich(source))
    (change,) = said.changes
    kept = rich(source, change.data)
    assert pieces(kept, change.data) == pieces(kept, clean_lines(target).replace("\r\n", "\n").strip())
    assert validate_file(write_file(kind, kept), kept).unchanged == 1
