"""A unit: one text to translate, as the translators' screen and files know it."""

from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import Any

from translation.units.labels import Place
from translation.units.placeholders import Placeholders
from translation.units.previous import Previous

#: What names a text in one place: its context and its string.
Identity = tuple[int, int]


@dataclass
class Unit:
    """One text in one place. Texts that are equal at the same place are one unit, since they share a translation.

    ``source``, ``target`` and ``previous`` are as wagtail-localize stores them.
    """

    path: str
    string_id: int
    context_id: int
    source: str
    #: Whether the place has formatting, and may hold many texts.
    rich: bool
    #: What the source's tags have as attributes, by their identifiers.
    attributes: dict[str, dict[str, Any]]
    place: Place
    #: Its translation; empty where there is none.
    target: str = ""
    _: KW_ONLY
    #: Whether a machine has written the translation and nobody has accepted it.
    machine: bool = False
    #: Why the translation can't be shown; empty where it can.
    error: str = ""
    previous: Previous | None = None

    @property
    def identity(self) -> Identity:
        """Context and string by primary key: identifies the text within a language."""
        return self.context_id, self.string_id

    @cached_property
    def placeholders(self) -> Placeholders:
        """Placeholders for the inline tags of the source."""
        return Placeholders(self.source)
