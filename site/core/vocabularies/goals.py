"""Sustainable Development Goals: number, colour and name (``goals.json``)."""

import json
import uuid
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.translation import get_language

from core.vocabularies import languages


@dataclass(frozen=True)
class Goal:
    """One goal. ``number`` is its code everywhere; colours are sRGB hexadecimal."""

    number: int
    colour: str
    text_colour: str
    iri: str
    short: dict[str, str]
    full: dict[str, str]

    @property
    def code(self) -> str:
        """Two digits, so that codes sort as numbers do."""
        return f"{self.number:02d}"

    @cached_property
    def translation_key(self) -> uuid.UUID:
        """The key that the goal's page has in every language and on every installation."""
        return uuid.uuid5(uuid.NAMESPACE_URL, self.iri)

    def title(self, language: str | None = None) -> str | None:
        """The short official title, ``None`` in a language that has no official one here."""
        return _in_language(self.short, language)

    def full_title(self, language: str | None = None) -> str | None:
        """The goal in full words, the short title where no official full one is known."""
        return _in_language(self.full, language) or self.title(language)

    @property
    def name(self) -> str:
        """The title for the active language; see :meth:`title_and_language`."""
        return self.title_and_language()[0]

    def title_and_language(self, language: str | None = None) -> tuple[str, str]:
        """The title for readers of a language, and the tag of the language that it is in."""
        for tag in languages.chain(language or get_language() or "en"):
            title = self.title(tag)
            if title:
                return title, tag
        return self.short["en"], "en"


def _in_language(texts: dict[str, str], language: str | None) -> str | None:
    tag = language or get_language() or "en"
    return texts.get(tag) or texts.get(tag.split("-")[0])


def _load() -> tuple[Goal, ...]:
    data = json.loads((Path(__file__).parent / "goals.json").read_text(encoding="utf-8"))
    return tuple(Goal(**entry) for entry in data["goals"])


GOALS: tuple[Goal, ...] = _load()


def goal(number: int) -> Goal:
    """The goal of that number.

    Raises:
        LookupError: there is no such goal.
    """
    if not 1 <= number <= len(GOALS):
        raise LookupError(f"There is no goal {number}.")
    return GOALS[number - 1]


def choices() -> list[tuple[int, str]]:
    """Number and «number. title» in the active language."""
    return [(entry.number, f"{entry.number}. {entry.name}") for entry in GOALS]
