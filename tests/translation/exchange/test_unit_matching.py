"""Texts whose identifiers a tool has changed are found by what they say; those that are not there say why."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translation.exchange.unsaved_units import make_unit, validate_file, write_file
from translation.exchange.units import FileUnit

pytestmark = pytest.mark.usefixtures("english_messages")

PLACES = ("title", "summary", "body.1.heading")
WORDS = ("Uno", "Dos tres", "Con\u200bguion-")
UNITS = tuple(
    make_unit(words, path=path, number=number)
    for number, (path, words) in enumerate(zip(PLACES, WORDS, strict=True), 1)
)
REPEATED = tuple(make_unit("Leer más", path=path, number=number) for number, path in enumerate(PLACES, 1))


def translate_all(kind: str, content: str) -> str:
    """The same file with each text translated, as a number in order."""
    numbers = iter(range(1, 100))
    if kind == "po":
        return re.sub(r'(\nmsgid "[^"]+"\nmsgstr) ""', lambda match: f'{match[1]} "Text {next(numbers)}"', content)
    content = re.sub(r"<target[^>]*></target>\n", "", content)
    return re.sub(r"</source>", lambda _match: f"</source><target>Text {next(numbers)}</target>", content)


def renumber(content: str, names: bool) -> str:
    """The same file with other identifiers, as tools assign them, and without names if they drop those."""
    numbers = iter(range(1, 100))
    content = re.sub(r'(<(?:trans-)?unit) id="[^"]*"', lambda match: f'{match[1]} id="{next(numbers)}"', content)
    return content if names else re.sub(r' (name|resname)="[^"]*"|msgctxt "[^"]*"\n', "", content)


@pytest.mark.parametrize("kind", ["xliff", "xliff12", "po"])
@pytest.mark.parametrize("units", [UNITS, REPEATED], ids=["different", "repeated"])
@pytest.mark.parametrize("names", [True, False])
def test_other_identifiers_are_no_other_texts(kind: str, units: tuple[FileUnit, ...], names: bool) -> None:
    said = validate_file(renumber(translate_all(kind, write_file(kind, *units)), names), *units)
    assert not said.stale
    assert not said.is_refused
    assert [(change.context_id, change.data) for change in said.changes] == [
        (number, f"Text {number}") for number in (1, 2, 3)
    ]


@settings(max_examples=60, derandomize=True)
@given(st.sampled_from(["xliff", "xliff12"]), st.permutations(range(3)), st.booleans())
def test_their_order_does_not_matter(kind: str, order: list[int], names: bool) -> None:
    content = renumber(translate_all(kind, write_file(kind, *(UNITS[number] for number in order))), names)
    changes = {change.context_id: change.data for change in validate_file(content, *UNITS).changes}
    assert changes == {UNITS[number].context_id: f"Text {place}" for place, number in enumerate(order, 1)}


@pytest.mark.parametrize("kind", ["xliff", "xliff12", "po"])
@pytest.mark.parametrize(("old", "new"), [("Dos tres", " Dos   tres"), ("Con\u200bguion-", "Conguion-")])
def test_white_space_and_what_nobody_sees_do_not_make_another_text(kind: str, old: str, new: str) -> None:
    content = translate_all(kind, write_file(kind, *UNITS))
    assert old in content
    assert len(validate_file(content.replace(old, new), *UNITS).changes) == 3


@pytest.mark.parametrize("kind", ["xliff", "xliff12", "po"])
def test_a_changed_source_is_called_so(kind: str) -> None:
    content = translate_all(kind, write_file(kind, *UNITS))
    now = (UNITS[0], make_unit("Dos tres cuatro", path="summary", number=2), UNITS[2])
    said = validate_file(content, *now)
    assert [(row.source, row.reason) for row in said.stale] == [
        ("Dos tres", "The source text has changed since the file was made.")
    ]
    assert len(said.changes) == 2


@pytest.mark.parametrize("kind", ["xliff", "xliff12"])
def test_a_source_that_was_changed_in_the_file_is_called_so(kind: str) -> None:
    content = translate_all(kind, write_file(kind, *UNITS)).replace(">Dos tres<", ">Dos<")
    (row,) = validate_file(content, *UNITS).stale
    assert row.reason == "The source text in the file is not the one on the page."


@pytest.mark.parametrize("kind", ["xliff", "xliff12", "po"])
def test_a_text_of_another_page_is_refused(kind: str) -> None:
    content = renumber(translate_all(kind, write_file(kind, make_unit("Otra cosa"))), names=False)
    (row,) = validate_file(content, *UNITS).errors
    assert row.reason == "This text does not exist on this page."
