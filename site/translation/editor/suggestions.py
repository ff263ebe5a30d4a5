"""Suggestions for one text from the memory and the glossary, and its history."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation, TranslationContext

from core.base.slugs import as_slug
from translation.editor import history
from translation.editor.differences import mark_differences
from translation.editor.models import PastTranslation
from translation.editor.units import EditorUnit
from translation.memory.lookup import matches
from translation.units.placeholders import Placeholders
from translation.units.segment_text import plain

#: As many earlier translations of one text as one looks through.
PAST = 10


@dataclass(frozen=True)
class Suggestion:
    """A translation that can be taken over: as it is typed, and where it comes from."""

    text: str
    origin: str
    #: How like, of 100, the text it translates is to this one; None where that says nothing.
    score: int | None = None
    #: How that text differs from this one.
    difference: str = ""


@dataclass(frozen=True)
class PastVersion:
    """A translation that was replaced, as it is typed, and how it differs from what is there now."""

    past: PastTranslation
    text: str
    difference: str


def suggestions(translation: Translation, unit: EditorUnit) -> list[Suggestion]:
    """Suggestions for a text, best first, without duplicates."""
    by_text: dict[str, Suggestion] = {}
    memory_matches = _memory_suggestions(translation, unit)
    exact = [suggestion for suggestion in memory_matches if suggestion.score == 100]
    for suggestion in (*exact, *_previous(unit), *_slug(translation, unit), *memory_matches):
        if suggestion.text and suggestion.text != unit.text:
            by_text.setdefault(suggestion.text, suggestion)
    return list(by_text.values())


def _previous(unit: EditorUnit) -> list[Suggestion]:
    if unit.previous is None:
        return []
    return [Suggestion(unit.previous_translation, _("Previous version of this text"))]


def _slug(translation: Translation, unit: EditorUnit) -> list[Suggestion]:
    """For the part of the address, what the translated title would make."""
    if not unit.place.is_slug:
        return []
    title = (
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            context__path="title",
            locale_id=translation.target_locale_id,
            translation_of__segments__source_id=translation.source_id,
        )
        .order_by("-updated_at")
        .first()
    )
    return [Suggestion(as_slug(plain(title.data)), _("Generated from the title"))] if title else []


def _memory_suggestions(translation: Translation, unit: EditorUnit) -> list[Suggestion]:
    """Translation memory matches for this text, exact and fuzzy."""
    if unit.place.is_slug:
        return []
    context = TranslationContext.objects.get(pk=unit.context_id)
    memory_matches = matches(unit.source, translation.source.locale, translation.target_locale, context=context)
    return [
        Suggestion(
            # by the placeholders of this text, so that what is taken over fits it
            unit.placeholders.to_typed(match.target),
            " · ".join(filter(None, [match.where, match.author])),
            match.score,
            "" if match.score == 100 else mark_differences(Placeholders(match.source).source_text(), unit.source_text),
        )
        for match in memory_matches
    ]


def past_versions(translation: Translation, unit: EditorUnit) -> list[PastVersion]:
    """Past translations of the text, newest first."""
    rows = history.past(unit.string_id, unit.context_id, translation.target_locale_id)[:PAST]
    row_texts: list[tuple[Any, str]] = [(row, unit.placeholders.to_typed(row.data)) for row in rows]
    return [PastVersion(row, text, mark_differences(text, unit.text)) for row, text in row_texts]
