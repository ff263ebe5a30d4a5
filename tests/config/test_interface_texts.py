"""What people read: UN spelling, French spaces, plurals, goals that are not called targets, and words weeded out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.utils import translation
from wagtail.admin.ui.tables import Column

from core.documents.models.document import ExtractionState
from home.wagtail_hooks import NoticeViewSet
from resources.models import NewsPage
from translation.glossary.views import GlossaryViewSet
from translation.matrix.states import LABELS, MISSING, SOURCE

ROOT = Path(settings.BASE_DIR)
CATALOGUES = ROOT / "site" / "locale"
#: Texts in several languages that are no catalogue: {"es": …, "fr": …}, or lists of them.
TEXTS = [
    *sorted((ROOT / "home" / "setup").glob("*.json")),
    *sorted((ROOT / "home" / "demo" / "content").rglob("*.json")),
    ROOT / "site" / "core" / "vocabularies" / "goals.json",
]

#: A space that breaks, where French wants one that doesn't; « and a number's groups too.
BREAKING = re.compile(r"(?<=\S) (?=[:;?!»])|« |(?<=\d) (?=\d{3}\b)|(?<=\d) (?=%(?!\())|(?<=\)[sd]) (?=%%)")
#: The UN writes -ize, and -our, -re and programme.
SPELLING = re.compile(
    r"\b(?:organis|recognis|synchronis|summaris|prioritis|authoris|optimis|color|center|favor|labor\b|behavior|e-mail)",
    re.IGNORECASE,
)
#: Words by which English read as thought in another language.
WEEDED_OUT = re.compile(
    r"n['’]t\b|\bmail address|\bmails?\b(?! server)|\bleaf\b|\bby the clock\b|\bhang together\b|\bput this back\b"
    r"|(?<!there )\bis no (?!longer)"
    r"|\bwanted by\b|\bbeing done\b|\bgoing on now\b|\btaken the place\b|\bone (?:row|entry) an? "
    r"|\bone a language\b|\bthe fault is\b|\banew\b|\bwords of thanks\b|\bwhat came of\b|\bwhat is done\b",
    re.IGNORECASE,
)
#: "Seventeen targets"; the Goals have 169 targets, «metas» in Spanish and Portuguese.
GOALS_AS_TARGETS = re.compile(r"\b(?:17|diecisiete|dezessete|dix-sept) (?:metas|cibles)\b", re.IGNORECASE)

COUNTED = re.compile(r"(?:%\((\w+)\)[sd]|\{(\w+)\}) (?:more |other )?([a-z]+s)\b")
#: Limits and totals, which are never one: they come from a constant that is greater.
LIMITS = {"most", "limit", "length", "expected", "size"}
#: Words with one form, or a number without a noun.
INVARIABLE = re.compile(r"\b(?:processus|fois|hay|há|y en a)\b")
#: Not nouns.
VERBS = {"is", "has", "does", "appears", "closes", "was"}


def _catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(CATALOGUES / language / "LC_MESSAGES" / "django.po"))


def _texts(value: Any, language: str, *, inside: bool = False) -> Iterator[str]:
    """What a document says in a language."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, language, inside=inside or key == language)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, language, inside=inside)
    elif inside and isinstance(value, str):
        yield value


def _documents(language: str) -> list[str]:
    return [text for file in TEXTS for text in _texts(json.loads(file.read_text(encoding="utf-8")), language)]


def _translations(catalogue: polib.POFile) -> Iterator[str]:
    for entry in catalogue:
        yield from filter(None, (entry.msgstr, *entry.msgstr_plural.values()))


def _english() -> list[str]:
    return [text for entry in _catalogue("es") for text in (entry.msgid, entry.msgid_plural) if text]


@pytest.mark.one_database
def test_french_spaces_before_marks_do_not_break() -> None:
    catalogues = [*CATALOGUES.glob("fr/*/*.po"), *(ROOT / "site" / "wagtail_locale").glob("fr/*/*.po")]
    texts = [text for file in catalogues for text in _translations(polib.pofile(str(file)))]
    assert len(catalogues) > 1
    assert [text for text in [*texts, *_documents("fr")] if BREAKING.search(text)] == []


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("text", "wrong"), [("Quoi ?", True), ("Quoi\xa0?", False), ("« Non »", True), ("5 000", True)]
)
def test_a_space_that_breaks_is_found(text: str, wrong: bool) -> None:
    assert bool(BREAKING.search(text)) is wrong


@pytest.mark.one_database
def test_english_is_spelt_as_the_un_spells_it() -> None:
    assert [text for text in [*_english(), *_documents("en")] if SPELLING.search(text)] == []


@pytest.mark.one_database
def test_no_word_that_was_weeded_out_comes_back() -> None:
    assert [text for text in _english() if WEEDED_OUT.search(text)] == []


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["es", "pt_BR"])
def test_quotation_marks_are_one_kind(language: str) -> None:
    assert [text for text in _translations(_catalogue(language)) if re.search("[«»]", text)] == []


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["es", "pt-br", "fr"])
def test_goals_are_not_called_targets(language: str) -> None:
    catalogue = "pt_BR" if language == "pt-br" else language
    assert [
        text for text in _translations(_catalogue(catalogue)) if re.search(r"\b[Mm]etas?\b|\b[Cc]ibles? ", text)
    ] == []
    assert [text for text in _documents(language) if GOALS_AS_TARGETS.search(text)] == []


@pytest.mark.one_database
def test_what_is_counted_has_a_plural() -> None:
    """A number before a noun in the plural: "1 pages" would be said of one."""
    alone = [
        entry.msgid
        for entry in _catalogue("es")
        for one, other, word in COUNTED.findall(entry.msgid)
        if not entry.msgid_plural
        and word not in VERBS
        and (one or other) not in LIMITS
        and not re.search(r"more than|[Aa]t most", entry.msgid)
    ]
    assert alone == []


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["es", "pt_BR", "fr"])
def test_one_is_said_otherwise_than_many(language: str) -> None:
    """As in English: "1 nuevas" is what comes out where the first form is the others."""
    alike = [
        entry.msgstr_plural[0]
        for entry in _catalogue(language)
        if entry.msgid_plural not in {"", entry.msgid}
        and entry.msgstr_plural[0] == entry.msgstr_plural[max(entry.msgstr_plural)]
    ]
    assert [text for text in alike if not INVARIABLE.search(text)] == []


#: English words that mean several things, and are said in as many ways elsewhere: each use has a context.
SEVERAL_MEANINGS = {"from", "missing", "new", "source", "to"}


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["es", "pt_BR", "fr"])
def test_a_word_of_several_meanings_says_which(language: str) -> None:
    bare = [entry.msgid for entry in _catalogue(language) if not entry.msgctxt and not entry.obsolete]
    assert [text for text in bare if text.lower() in SEVERAL_MEANINGS] == []


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["es", "pt-br", "fr"])
def test_two_things_that_english_calls_the_same_have_two_names(language: str) -> None:
    columns = (*GlossaryViewSet.list_display, *NoticeViewSet.list_display)
    heads = {column.name: column.label for column in columns if isinstance(column, Column)}
    pairs = (
        (LABELS[MISSING], ExtractionState.MISSING.label),
        (NewsPage._meta.get_field("source_entity").verbose_name, LABELS[SOURCE]),
        (heads["source_locale"], heads["starts_at"]),
    )
    with translation.override(language):
        for one, other in pairs:
            assert str(one).casefold() != str(other).casefold()
        assert str(LABELS[MISSING]) != "Missing"
