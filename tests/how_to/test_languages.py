"""The places that ``docs/how-to/add-a-language.md`` names have an entry for each language of the interface."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import to_locale

from core.base.localized_urls import URL_WORDS
from core.vocabularies import goals
from search.stemming import STEMMERS
from tests.how_to.guide_steps import DOCUMENTS, ROOT

TAGS = [tag for tag, _name in settings.LANGUAGES]
EDITORS = [tag for tag in TAGS if tag not in settings.VISITORS_LANGUAGES]
DOCUMENT = (DOCUMENTS / "add-a-language.md").read_text(encoding="utf-8")


def texts_by_language(path: str) -> Iterator[Any]:
    """The texts by language in a file, however deep."""

    def walk(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if "en" in value:
                yield value
            else:
                yield from (inner for each in value.values() for inner in walk(each))
        elif isinstance(value, list):
            yield from (inner for each in value for inner in walk(each))

    return walk(json.loads((ROOT / path).read_text(encoding="utf-8")))


def has_text(texts: dict[str, Any], tag: str) -> bool:
    """Whether there is a text in a language or in the one it is a variety of."""
    return bool(texts.get(tag) or texts.get(tag.partition("-")[0]))


def test_the_files_that_it_names_exist() -> None:
    paths = re.findall(r"`((?:site|home|search|tests)/[\w./]+)`", DOCUMENT)
    assert len(set(paths)) >= 12
    missing = [path for path in paths if "/it/" not in path and not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_what_visitors_read(tag: str) -> None:
    if tag != settings.MESSAGES_LANGUAGE:
        assert (ROOT / "site" / "locale" / to_locale(tag) / "LC_MESSAGES" / "django.po").exists()
    assert tag.partition("-")[0] in STEMMERS
    assert all(has_text(texts, tag) for texts in texts_by_language("home/setup/labels.json"))


@pytest.mark.parametrize("tag", EDITORS)
def test_every_language_of_editors_has_formats_and_words_of_addresses(tag: str) -> None:
    formats = Path("site", "core", "base", "formats", to_locale(tag).partition("_")[0])
    assert list(ROOT.glob(f"{formats}*/formats.py"))
    assert all(has_text(texts, tag) for texts in texts_by_language("home/setup/statements.json"))
    assert all(has_text(goal.short, tag) for goal in goals.GOALS)
    if tag != settings.MESSAGES_LANGUAGE:
        assert all(tag.partition("-")[0] in translations for translations in URL_WORDS.values())
