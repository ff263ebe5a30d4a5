"""How far a text is that a tool has divided into segments, each with a state of its own."""

import re
from itertools import product

import pytest

from tests.translation.exchange.unsaved_units import LINES, make_unit, parse_file, validate_file, write_file
from translation.exchange.models import ImportState

#: From the least to the most finished, by the standard.
STATES = ["initial", "translated", "reviewed", "final"]
WHOLE = make_unit("Una. Dos.", place=LINES)


def split_unit_file(first: str, second: str) -> str:
    """The file of one text, whose two sentences came back as segments with attributes."""
    segments = (
        f"<segment{first}><source>Una.</source><target>One.</target></segment>"
        "<ignorable><source> </source><target> </target></ignorable>"
        f"<segment{second}><source>Dos.</source><target>Two.</target></segment>"
    )
    return re.sub(r"<segment.*</segment>", segments, write_file("xliff", WHOLE), flags=re.DOTALL)


def state(name: str) -> str:
    return f' state="{name}"'


@pytest.mark.parametrize(("first", "second"), list(product(STATES, repeat=2)))
def test_a_divided_text_is_as_far_as_its_least_finished_segment(first: str, second: str) -> None:
    (text,) = parse_file(split_unit_file(state(first), state(second))).units
    assert text.state == min(first, second, key=STATES.index)
    assert "".join(value for _kind, value in text.pieces or []) == "One. Two."


@pytest.mark.parametrize("attributes", [("", state("final")), (state("final"), "")])
def test_a_segment_without_a_state_is_initial_as_the_standard_says(attributes: tuple[str, str]) -> None:
    (text,) = parse_file(split_unit_file(*attributes)).units
    assert (text.state, text.is_unfinished) == (ImportState.INITIAL, False)


def test_what_a_tool_says_of_one_segment_holds_the_whole_text_back() -> None:
    fuzzy = state("final") + ' subState="poedit:fuzzy"'
    for attributes in ((fuzzy, state("final")), (state("final"), fuzzy)):
        said = validate_file(split_unit_file(*attributes), WHOLE)
        assert [row.text for row in said.unfinished] == ["One. Two."]
        assert not said.changes


@pytest.mark.parametrize("name", STATES[1:])
def test_the_state_of_all_segments_is_stored_for_the_text(name: str) -> None:
    (change,) = validate_file(split_unit_file(state("final"), state(name)), WHOLE).changes
    assert (change.new, change.state) == ("One. Two.", name)
