"""LibreTranslate, which anybody can run themselves (https://docs.libretranslate.com)."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from translation.machine.providers.base import Provider, base


class LibreTranslate(Provider):
    """Asked with a key where the installation wants one; takes no glossary."""

    name: ClassVar[str] = "LibreTranslate"
    texts_at_once: ClassVar[int] = 25
    characters_at_once: ClassVar[int] = 4_000

    def translate(
        self, texts: Sequence[str], source: str, target: str, glossary: Mapping[str, str] | None = None
    ) -> list[str]:
        body = {"q": list(texts), "source": base(source), "target": base(target), "format": "html"}
        if self.address.key:
            body["api_key"] = self.address.key
        answer = self.request_json("/translate", body)
        translations = answer.get("translatedText") if isinstance(answer, dict) else None
        return self.parse_texts(translations, len(texts))
