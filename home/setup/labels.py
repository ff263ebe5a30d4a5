"""Set-up: initial texts by language (``labels.json``)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

#: A text by language tag.
Words = dict[str, str]


@cache
def labels() -> dict[str, Any]:
    """All of them: of pages, kinds, navigation and footer."""
    data: dict[str, Any] = json.loads((Path(__file__).parent / "labels.json").read_text(encoding="utf-8"))
    return data


def label(words: Words, tag: str) -> str | None:
    """The text in a language or in the one it is a variety of, ``None`` where there is none."""
    base = tag.split("-", maxsplit=1)[0]
    varieties = (text for other, text in words.items() if other.split("-")[0] == base)
    return words.get(tag) or words.get(base) or next(varieties, None)


def word(words: Words, tag: str) -> str:
    """The text in a language, in English where there is none."""
    return label(words, tag) or words["en"]


def speaks(tag: str) -> bool:
    """Whether a new platform's words are known in a language."""
    return label(labels()["pages"]["home"]["title"], tag) is not None
