"""DeepL (https://developers.deepl.com/docs)."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import ClassVar

from django.core.cache import cache

from translation.machine.providers.base import Address, Provider, base

#: Languages that DeepL wants with a region when it translates into them.
REGIONS = {"en": "EN-GB", "pt": "PT-PT"}
KNOWN_REGIONS = frozenset({"EN-GB", "EN-US", "PT-BR", "PT-PT", "ES-419", "ZH-HANS", "ZH-HANT"})
#: Seconds for which a glossary that was sent is used again.
CACHE_SECONDS = 24 * 3600


class DeepL(Provider):
    """Takes the glossary: it is sent once for all texts until a term changes."""

    name: ClassVar[str] = "DeepL"
    takes_glossary: ClassVar[bool] = True

    def __init__(self, address: Address) -> None:
        free = address.key.endswith(":fx")
        host = address.host or ("api-free.deepl.com" if free else "api.deepl.com")
        super().__init__(Address(host, address.path, address.key, address.plain))

    def translate(
        self, texts: Sequence[str], source: str, target: str, glossary: Mapping[str, str] | None = None
    ) -> list[str]:
        body = {
            "text": list(texts),
            "source_lang": base(source).upper(),
            "target_lang": target_code(target),
            "tag_handling": "html",
        }
        if glossary:
            body["glossary_id"] = self._glossary(source, target, glossary)
        answer = self.request_json("/v2/translate", body, self._headers())
        translations = answer.get("translations") if isinstance(answer, dict) else None
        if not isinstance(translations, list):
            raise self.nonsense()
        return self.parse_texts([one.get("text") for one in translations if isinstance(one, dict)], len(texts))

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"DeepL-Auth-Key {self.address.key}"}

    def _glossary(self, source: str, target: str, glossary: Mapping[str, str]) -> str:
        """The number under which DeepL has the glossary, sent if it has not."""
        lines = sorted(f"{_cell(term)}\t{_cell(translation)}" for term, translation in glossary.items())
        entries = "\n".join(lines)
        name = f"plataforma-{base(source)}-{base(target)}-{blake2b(entries.encode(), digest_size=8).hexdigest()}"
        glossary_id: str | None = cache.get(f"deepl:{name}")
        if glossary_id is None:
            answer = self.request_json(
                "/v2/glossaries",
                {
                    "name": name,
                    "source_lang": base(source),
                    "target_lang": base(target),
                    "entries": entries,
                    "entries_format": "tsv",
                },
                self._headers(),
            )
            glossary_id = answer.get("glossary_id") if isinstance(answer, dict) else None
            if not isinstance(glossary_id, str):
                raise self.nonsense()
            cache.set(f"deepl:{name}", glossary_id, CACHE_SECONDS)
        return glossary_id


def target_code(tag: str) -> str:
    """The code of a language to translate into."""
    code = tag.upper()
    return code if code in KNOWN_REGIONS else REGIONS.get(base(tag), base(tag).upper())


def _cell(text: str) -> str:
    return " ".join(text.split())
