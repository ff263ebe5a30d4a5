"""One walk over what blocks hold and over what they are made of."""

from typing import Any

from wagtail import blocks

from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.body import BodyBlock
from core.blocks.walk import children, walk, walk_definitions


class Section(PlatformStructBlock):
    """A text, with notes below it."""

    title = blocks.CharBlock()
    notes = BodyBlock([("note", blocks.TextBlock())])


#: The stream of a body with every way to hold other blocks.
STREAM = BodyBlock([("plain", blocks.CharBlock()), ("sections", ItemsBlock(Section()))])


def body() -> Any:
    """A body with a section in a list."""
    note = {"id": "n", "type": "note", "value": "Note"}
    section = {"id": "s", "type": "item", "value": {"title": "Title", "notes": [note]}}
    return STREAM.to_python(
        [{"id": "p", "type": "plain", "value": "Plain"}, {"id": "l", "type": "sections", "value": [section]}]
    )


def test_everything_inside_a_value_has_its_path_and_name() -> None:
    assert [(node.path, node.name, node.in_struct) for node in walk(body())] == [
        ("p", "plain", False),
        ("l", "sections", False),
        ("l.s", "item", False),
        ("l.s.title", "title", True),
        ("l.s.notes", "notes", True),
        ("l.s.notes.n", "note", False),
    ]
    assert [node.key for node in children(body())] == ["p", "l"]


def test_what_is_not_followed_is_left_out_with_what_is_in_it() -> None:
    assert [node.path for node in walk(body(), lambda node: node.name != "notes")] == ["p", "l", "l.s", "l.s.title"]


def test_values_are_replaced_where_they_are() -> None:
    value = body()
    for node in walk(value):
        if isinstance(node.value, str):
            node.replace(node.value.upper())
    stored = STREAM.get_prep_value(value)
    assert stored[0]["value"] == "PLAIN"
    section = stored[1]["value"][0]["value"]
    assert (section["title"], section["notes"][0]["value"]) == ("TITLE", "NOTE")


def test_nothing_is_inside_texts_and_missing_values() -> None:
    assert list(walk(None)) == list(walk("text")) == list(walk(STREAM.to_python([]))) == []


def test_definitions_are_walked_in_the_same_order() -> None:
    paths = [each.path for each in walk_definitions(STREAM)]
    assert paths == [
        ("plain",),
        ("sections",),
        ("sections", "item"),
        ("sections", "item", "title"),
        ("sections", "item", "notes"),
        ("sections", "item", "notes", "note"),
    ]
    outside = walk_definitions(STREAM, lambda block: not isinstance(block, blocks.ListBlock))
    assert [each.path for each in outside] == [("plain",), ("sections",)]
    assert type(next(each for each in walk_definitions(STREAM) if each.path[-1] == "title").holder) is Section
