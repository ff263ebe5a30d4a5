"""Inline codes as the standards allow them: pairs that a reference links, isolated ones, other numbers."""

import re

import pytest

from tests.translation.exchange.unsaved_units import LINES, make_document, parse_file, validate_file
from translation.exchange.formats import FORMATS
from translation.exchange.units import FileUnit
from translation.units.labels import Place

SOURCE = 'Para <b>todas</b>,<br/><a id="a1">aquí</a> y <i>allí</i>.'
RICH = FileUnit("purpose", 1, 1, SOURCE, True, {"a1": {"href": "https://example.org/"}}, Place("Purpose"))
TARGET = 'For <b>all</b>,<br/><a id="a1">here</a> and <i>there</i>.'


WORDS = ("Para [b]todas[/b],[br][a]aquí[/a] y [i]allí[/i].", "For [b]all[/b],[br][a]here[/a] and [i]there[/i].")
LINE_BREAK = '<x id="2" ctype="lb"/>'


def groups(name: str, *ids: str) -> dict[str, str]:
    """Codes that hold the text between them."""
    opening = {tag: f'<{name} id="{number}">' for tag, number in zip("bai", ids, strict=True)}
    return opening | {f"/{tag}": f"</{name}>" for tag in opening}


def pairs(*codes: str) -> dict[str, str]:
    """Codes that stand at the two ends of a text."""
    return dict(zip(("b", "/b", "a", "/a", "i", "/i"), codes, strict=True))


#: The codes of the text as tools write them, by format.
WRITTEN = {
    ("xliff12", "groups"): {"br": LINE_BREAK} | groups("g", "1", "3", "4"),
    ("xliff12", "groups with other numbers"): {"br": '<x id="12"/>'} | groups("g", "11", "13", "14"),
    ("xliff12", "rid that is not the id"): {"br": '<ph id="3" ctype="lb">&lt;br/&gt;</ph>'}
    | pairs(
        '<bpt id="1" rid="1">&lt;b&gt;</bpt>',
        '<ept id="2" rid="1">&lt;/b&gt;</ept>',
        '<bpt id="4" rid="2">&lt;a&gt;</bpt>',
        '<ept id="5" rid="2">&lt;/a&gt;</ept>',
        '<bpt id="6" rid="3">&lt;i&gt;</bpt>',
        '<ept id="7" rid="3">&lt;/i&gt;</ept>',
    ),
    ("xliff12", "pairs by id"): {"br": LINE_BREAK}
    | pairs('<bx id="1"/>', '<ex id="1"/>', '<bx id="3"/>', '<ex id="3"/>', '<bx id="4"/>', '<ex id="4"/>'),
    ("xliff12", "rid that names an id"): {"br": LINE_BREAK}
    | pairs(
        '<bx id="1"/>',
        '<ex id="9" rid="1"/>',
        '<bx id="3"/>',
        '<ex id="8" rid="3"/>',
        '<bx id="4"/>',
        '<ex id="7" rid="4"/>',
    ),
    ("xliff12", "isolated"): {"br": LINE_BREAK}
    | pairs(
        '<it id="1" rid="1" pos="open">&lt;b&gt;</it>',
        '<it id="2" rid="1" pos="close">&lt;/b&gt;</it>',
        '<it id="3" pos="open"/>',
        '<it id="3" pos="close"/>',
        '<bx id="4"/>',
        '<ex id="4"/>',
    ),
    ("xliff", "groups"): {"br": '<ph id="2"/>'} | groups("pc", "1", "3", "4"),
    ("xliff", "groups with other numbers"): {"br": '<ph id="d"/>'} | groups("pc", "a", "b", "c"),
    ("xliff", "starts and ends"): {"br": '<ph id="2"/>'}
    | pairs(
        '<sc id="1"/>',
        '<ec startRef="1"/>',
        '<sc id="3"/>',
        '<ec startRef="3"/>',
        '<sc id="x" isolated="yes"/>',
        '<ec id="x" isolated="yes"/>',
    ),
}


@pytest.mark.parametrize(("kind", "name"), WRITTEN)
def test_codes_are_the_sources_whatever_a_tool_calls_them(kind: str, name: str) -> None:
    codes = WRITTEN[kind, name]
    source, target = (re.sub(r"\[(/?\w+)\]", lambda match: codes[match[1]], text) for text in WORDS)
    content = "".join(FORMATS[kind].write(make_document(RICH), []))
    content = re.sub(r"(<source[^>]*>).*?(</source>)", lambda match: match[1] + source + match[2], content)
    content = re.sub(r"<target[^>]*></target>\n", "", content)
    said = validate_file(content.replace("</source>", f"</source><target>{target}</target>"), RICH)
    assert not said.is_refused, said.errors
    (change,) = said.changes
    assert change.data == TARGET
    assert not change.missing_tags


def test_a_code_that_the_source_has_not_is_refused_in_a_plain_text_too() -> None:
    plain = FileUnit("title", 1, 1, "Uno", False, {}, LINES)
    content = "".join(FORMATS["xliff12"].write(make_document(plain), []))
    content = re.sub(r"<target[^>]*></target>", '<target><g id="7">One</g></target>', content)
    (row,) = validate_file(content, plain).errors
    assert "7" in row.reason


def test_a_segment_without_words_is_a_gap_in_the_whole_text() -> None:
    content = "".join(FORMATS["xliff12"].write(make_document(RICH), []))
    divided = (
        '<seg-source><mrk mtype="seg" mid="1">Para todas,</mrk> <mrk mtype="seg" mid="2">aquí.</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">For all,</mrk> <mrk mtype="seg" mid="2"> </mrk></target>'
    )
    (text,) = parse_file(re.sub(r"<target[^>]*></target>", divided, content)).units
    assert text.pieces is None
    content = "".join(FORMATS["xliff"].write(make_document(RICH), []))
    content = re.sub(
        r"<segment.*</segment>",
        "<segment><source>Para</source><target>For</target></segment><ignorable><source> </source></ignorable>"
        "<segment><source>todas</source><target>\n</target></segment>",
        content,
        flags=re.DOTALL,
    )
    (text,) = parse_file(content).units
    assert text.pieces is None
