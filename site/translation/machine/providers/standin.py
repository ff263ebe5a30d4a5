"""A stand-in that asks nobody, for development and tests: it knows no language and marks each text with one."""

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
        found = []
        for text in texts:
            for term, translation in (glossary or {}).items():
                text = text.replace(term, translation)
            found.append(f"[{target}] {text}")
        return found
