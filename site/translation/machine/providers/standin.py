"""Stand-in provider for development and tests: makes no requests and marks each text with the language."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from translation.machine.providers.base import Provider


class StandIn(Provider):
    """Puts the language before each text, and the glossary's translations in the place of its terms."""

    name: ClassVar[str] = "Stand-in"
    texts_at_once: ClassVar[int] = 10
    takes_glossary: ClassVar[bool] = True

    def translate(
        self, texts: Sequence[str], source: str, target: str, glossary: Mapping[str, str] | None = None
    ) -> list[str]:
        return [f"[{target}] {_with_terms(text, glossary or {})}" for text in texts]


def _with_terms(text: str, glossary: Mapping[str, str]) -> str:
    for term, translation in glossary.items():
        text = text.replace(term, translation)
    return text
