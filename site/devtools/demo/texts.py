"""Load the demo's texts by language (``content/*.json``).

A text is a mapping of language tags to strings. A rich text is a list of texts, one a paragraph; in
the value of a block, where a list can be a list, it is ``{"paragraphs": [...]}``.
"""

import json
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

#: The language the demo is written in, and those it is translated into.
SOURCE = "es"
TARGETS = ("en", "pt-br", "fr")

#: Languages that are only being begun, and the lists they begin with.
BEGINNING = {"ar": ("groups",)}

#: Where the content is.
FOLDER = Path(__file__).parent / "content"

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://plataforma.example/demo/")

Text = dict[str, str]


@cache
def load(name: str) -> Any:
    """A file of the demo's content."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def key(kind: str, name: str) -> uuid.UUID:
    """The translation key of a piece of the demo: always the same, so that it is found again."""
    return uuid.uuid5(_NAMESPACE, f"{kind}/{name}")


def is_text(node: Any) -> bool:
    """Whether a node of the content is a text in several languages."""
    return isinstance(node, dict) and SOURCE in node


def html(paragraphs: list[Text]) -> str:
    """A rich text in the source's language."""
    return "".join(f"<p>{text[SOURCE]}</p>" for text in paragraphs)


def stream(blocks: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """A body in the source's language, as StreamFields take it."""
    return [
        {"type": block["type"], "id": str(key("block", f"{name}/{block['id']}")), "value": in_source(block["value"])}
        for block in blocks
    ]


def sections(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Blocks for a page's ``body``: sections of paragraphs, most with a heading."""
    blocks = []
    for number, section in enumerate(content["body"]):
        if "heading" in section:
            value = {"level": "h2", "text": section["heading"]}
            blocks.append({"type": "heading", "id": f"heading-{number}", "value": value})
        paragraphs = {"paragraphs": section["paragraphs"]}
        blocks.append({"type": "rich_text", "id": f"text-{number}", "value": paragraphs})
    return stream(blocks, content["key"])


def in_source(node: Any) -> Any:
    """A node of the content with every text in the source's language."""
    if is_text(node):
        return node[SOURCE]
    if isinstance(node, dict):
        return html(node["paragraphs"]) if "paragraphs" in node else {name: in_source(v) for name, v in node.items()}
    return [in_source(inner) for inner in node] if isinstance(node, list) else node


def translations(node: Any, tag: str) -> dict[str, str]:
    """Every source text below a node that has a translation, with that translation."""
    return {text[SOURCE]: text[tag] for text in texts_of(node) if tag in text}


def texts_of(node: Any) -> Iterator[Text]:
    """Every text below a node."""
    if is_text(node):
        yield node
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from texts_of(inner)
