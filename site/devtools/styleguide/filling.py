"""Fill the preview value of a block with extreme texts and long lists."""

from collections.abc import Callable
from html import escape
from itertools import cycle, islice
from typing import Any, TypeAlias
from uuid import NAMESPACE_OID, uuid5

from wagtail import blocks

from core.blocks.base import TEXT_BLOCKS

#: Gives a text for a place that holds so many characters at most, or any number (None).
Text: TypeAlias = Callable[[int | None], str]

#: Lengths of texts and lists where the block sets none.
USUAL_LENGTH, USUAL_ITEMS = 240, 8

_SENTENCE = "Every place is filled up to the last letter that it takes. "
_WORD = "Verwaltungsvorschriftenverzeichnisaktualisierung"
_ARABIC = "تعمل المجموعة مع بلدان المنطقة لتبادل الخبرات. "


def to_the_limit(limit: int | None) -> str:
    """A text of the maximum length."""
    length = limit or USUAL_LENGTH
    return (_SENTENCE * (length // len(_SENTENCE) + 1))[:length]


def long_words(limit: int | None) -> str:
    """A word without a place to break it."""
    return (_WORD * 2)[: limit or None]


def arabic(limit: int | None) -> str:
    """A sentence from right to left."""
    return _ARABIC.strip()[: limit or None]


def refill(block: blocks.Block, raw: Any, text: Text, *, crowded: bool = False) -> Any:
    """A stored value with other texts; with ``crowded`` every list has as many items as it takes."""
    if isinstance(block, blocks.StructBlock):
        values = raw or {}
        return {
            name: refill(child, values.get(name), text, crowded=crowded) for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return _items(block, raw, text, crowded=crowded)
    if isinstance(block, blocks.StreamBlock):
        parts = raw or [{"type": name, "value": None} for name in block.child_blocks]
        return [
            {**part, "value": refill(block.child_blocks[part["type"]], part["value"], text, crowded=crowded)}
            for part in parts
        ]
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{escape(text(None))}</p><ul><li>{escape(text(None))}</li></ul>"
    if isinstance(block, TEXT_BLOCKS):
        return text(block.field.max_length)
    return raw


def _items(block: blocks.ListBlock, raw: Any, text: Text, *, crowded: bool) -> list[dict[str, Any]]:
    values = [item["value"] if isinstance(item, dict) and "value" in item else item for item in raw or [None]]
    if crowded:
        values = list(islice(cycle(values), block.meta.max_num or USUAL_ITEMS))
    return [
        {
            "type": "item",
            "value": refill(block.child_block, value, text, crowded=crowded),
            "id": str(uuid5(NAMESPACE_OID, f"{block.label}-{number}")),
        }
        for number, value in enumerate(values)
    ]
