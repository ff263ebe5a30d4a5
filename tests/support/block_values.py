"""Values for blocks and fields, drawn from their definitions.

Every word that is generated is unique and marked as the source language's, so that a test can tell
of each word on a public page where it came from and whether it was translated.
"""

import itertools
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from hypothesis import strategies as st
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

#: A marked word: language, number, what was drawn.
WORD = re.compile(r"(qq|zz)(\d+)·([^·]*)·")

#: What editors type: accents, other scripts, right to left, and all that HTML treats as special.
LETTERS = st.text(st.sampled_from("aZ9áñçœßإعج語-&<>\"'%{}$"), max_size=4)
ADDRESSES = st.sampled_from(
    ["https://example.org/", "https://example.org/a.b/?x=1&y=2", "http://example.org/#part", "https://example.org/it's"]
)
_numbers = itertools.count(1)

#: By the name of a chooser's kind (page, image, document, snippet, or one snippet's model): the keys it may choose.
Pool = Mapping[str, list[Any]]


@st.composite
def words(draw: st.DrawFn, most: int = 4, limit: int | None = None) -> str:
    """One or more marked words, within a length."""
    most = max(1, min(most, (limit or 10_000) // 20))
    return " ".join(f"qq{next(_numbers)}·{draw(LETTERS)}·" for _turn in range(draw(st.integers(1, most))))


@st.composite
def rich_text(draw: st.DrawFn, pages: tuple[int, ...] = (), documents: tuple[int, ...] = ()) -> str:
    """Paragraphs and lists with bold words, line breaks and links of every kind, as the editor stores them."""

    def piece() -> str:
        text = escape(draw(words()), quote=False)
        kinds = ["plain", "b", "i", "nested", "break", "external", "email", *(["page"] if pages else [])]
        kinds += ["document"] if documents else []
        kind = draw(st.sampled_from(kinds))
        more = escape(draw(words(most=2)), quote=False)
        return {
            "plain": f"{text} {more}",
            "b": f"{text} <b>{more}</b>",
            "i": f"<i>{text}</i>{more}",
            "nested": f"<b>{text} <i>{more}</i></b>",
            "break": f"{text}<br/>{more}",
            "external": f'{text} <a href="{escape(draw(ADDRESSES))}">{more}</a>',
            "email": f'<a href="mailto:nobody@example.org">{text}</a> {more}',
            "page": f'{text} <a id="{draw(st.sampled_from(pages or (0,)))}" linktype="page">{more}</a>',
            "document": f'{text} <a id="{draw(st.sampled_from(documents or (0,)))}" linktype="document">{more}</a>',
        }[kind]

    parts = []
    for number in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            parts.append(f'<p data-block-key="k{number}">{piece()}</p>')
        else:
            items = "".join(f'<li data-block-key="i{number}{item}">{piece()}</li>' for item in range(2))
            parts.append(f"<ul>{items}</ul>")
    return "".join(parts)


def raw_value(block: blocks.Block, pool: Pool) -> st.SearchStrategy[Any]:
    """Stored values of a block, as JSON, in which every field that can hold a word holds one, or may."""
    for kind, strategy in _STRATEGIES:
        if isinstance(block, kind):
            return strategy(block, pool)
    raise TypeError(f"No values are known for {type(block).__name__}.")


def stream(definition: blocks.StreamBlock, pool: Pool, names: list[str] | None = None) -> st.SearchStrategy[list[Any]]:
    """A stream that holds each of its block types once, or those named, in the order drawn."""
    chosen = names or list(definition.child_blocks)
    return st.permutations(chosen).flatmap(
        lambda order: st.tuples(
            *(
                st.builds(
                    lambda value, key, name=name: {"type": name, "value": value, "id": str(key)},
                    raw_value(definition.child_blocks[name], pool),
                    st.uuids(version=4),
                )
                for name in order
            )
        ).map(list)
    )


def _text(block: Any, pool: Pool) -> st.SearchStrategy[str]:
    filled = words(limit=block.field.max_length)
    return filled if block.field.required else st.one_of(filled, st.just(""))


def _struct(block: blocks.StructBlock, pool: Pool) -> st.SearchStrategy[dict[str, Any]]:
    children = {name: raw_value(child, pool) for name, child in block.child_blocks.items()}
    return st.fixed_dictionaries(children).map(CONSISTENT.get(type(block).__name__, dict))


def _list(block: blocks.ListBlock, pool: Pool) -> st.SearchStrategy[list[Any]]:
    items = st.lists(
        st.tuples(raw_value(block.child_block, pool), st.uuids(version=4)),
        min_size=1,
        max_size=min(3, block.meta.max_num or 3),
    )
    return items.map(lambda pairs: [{"type": "item", "value": value, "id": str(key)} for value, key in pairs])


def _rich_text(block: blocks.RichTextBlock, pool: Pool) -> st.SearchStrategy[str]:
    return rich_text(tuple(pool["page"]), tuple(pool["document"]))


def _choice(block: blocks.ChoiceBlock, pool: Pool) -> st.SearchStrategy[str]:
    return st.sampled_from([key for key, _label in block.field.choices if key])


def _sample_from_pool(kind: str) -> Callable[[Any, Pool], st.SearchStrategy[Any]]:
    return lambda _block, pool: st.sampled_from(pool[kind])


def _snippet(block: Any, pool: Pool) -> st.SearchStrategy[Any]:
    return st.sampled_from(pool.get(block.target_model._meta.model_name, pool["snippet"]))


def _constant_strategy(strategy: st.SearchStrategy[Any]) -> Callable[[Any, Pool], st.SearchStrategy[Any]]:
    return lambda _block, _pool: strategy


def _image(raw: dict[str, Any]) -> dict[str, Any]:
    if raw["decorative"]:
        return raw | {"alt": ""}
    return raw | {"alt": raw["alt"] or f"qq{next(_numbers)}··"}


def _timeline_item(raw: dict[str, Any]) -> dict[str, Any]:
    return raw | {"date": None if raw["date_text"] else raw["date"] or "2026-05-04"}


def _call_to_action(raw: dict[str, Any]) -> dict[str, Any]:
    return raw | ({"url": ""} if raw["page"] else {"url": raw["url"] or "https://example.org/"})


def _table(raw: dict[str, Any]) -> dict[str, Any]:
    columns = len(raw["header"])
    return raw | {"rows": [row | {"value": row["value"][:columns]} for row in raw["rows"]]}


def _video(raw: dict[str, Any]) -> dict[str, Any]:
    if raw["file"] and raw["address"]:
        return raw | {"file": None, "captions": [], "address": "https://youtu.be/dQw4w9WgXcQ"}
    return raw | {"address": ""}


def _listing(raw: dict[str, Any]) -> dict[str, Any]:
    return raw | {"theme": None, "group": None}  # what a pool holds is of any type


def _session(raw: dict[str, Any]) -> dict[str, Any]:
    return raw | {"ends": max(raw["starts"], raw["ends"])}


#: What makes generated fields agree with each other, by the name of the struct.
CONSISTENT: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "ImageBlock": _image,
    "TimelineItemBlock": _timeline_item,
    "CallToActionBlock": _call_to_action,
    "TableBlock": _table,
    "VideoBlock": _video,
    "ListingBlock": _listing,
    "SessionBlock": _session,
}

_STRATEGIES: tuple[tuple[Any, Callable[[Any, Pool], st.SearchStrategy[Any]]], ...] = (
    (blocks.StructBlock, _struct),
    (blocks.ListBlock, _list),
    (blocks.StreamBlock, stream),
    (blocks.RichTextBlock, _rich_text),
    (blocks.PageChooserBlock, _sample_from_pool("page")),
    (ImageChooserBlock, _sample_from_pool("image")),
    (DocumentChooserBlock, _sample_from_pool("document")),
    (SnippetChooserBlock, _snippet),
    (blocks.StaticBlock, _constant_strategy(st.none())),
    (blocks.RegexBlock, lambda _block, _pool: st.builds(lambda: f"name-{next(_numbers)}")),
    (blocks.ChoiceBlock, _choice),
    (blocks.DecimalBlock, _constant_strategy(st.sampled_from(["0", "7", "1234567.5", "-0.25", "99.999999"]))),
    (blocks.IntegerBlock, _constant_strategy(st.sampled_from([None, 1900, 2026]))),
    (blocks.BooleanBlock, _constant_strategy(st.booleans())),
    (blocks.DateBlock, _constant_strategy(st.sampled_from([None, "1999-12-31", "2027-02-01"]))),
    (blocks.TimeBlock, _constant_strategy(st.sampled_from(["09:00:00", "17:30:00"]))),
    (blocks.URLBlock, _constant_strategy(st.one_of(st.just(""), ADDRESSES))),
    ((blocks.CharBlock, blocks.TextBlock), _text),
)
