"""Google Cloud Translation, Basic edition (https://cloud.google.com/translate/docs/reference/rest/v2/translate)."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from translation.machine.providers.base import Address, Provider


class Google(Provider):
    """Asked with a key; this edition takes no glossary."""

    name: ClassVar[str] = "Google Translate"

    def __init__(self, address: Address) -> None:
        host = address.host or "translation.googleapis.com"
        super().__init__(Address(host, address.path, address.key, address.plain))

    def translate(
        self, texts: Sequence[str], source: str, target: str, glossary: Mapping[str, str] | None = None
    ) -> list[str]:
        body = {"q": list(texts), "source": source, "target": target, "format": "html"}
        answer = self.request_json("/language/translate/v2", body, {"X-Goog-Api-Key": self.address.key})
        try:
            translations = [one["translatedText"] for one in answer["data"]["translations"]]
        except (KeyError, TypeError):
            raise self.nonsense() from None
        return self.parse_texts(translations, len(texts))
