"""Save what a translator typed; a text that somebody else has changed meanwhile is a conflict, never overwritten.

A form names the version of each text that it goes on from. Where that is no longer the stored one,
nothing is written: what was typed is kept as its author's draft, the screen shows how it differs from
what is stored and names the stored version anew, so that sending the same again is a choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail_localize.models import StringTranslation, Translation

from core.base.plain_text import clean_lines
from core.base.slugs import as_slug
from translation.editor.models import PastTranslation, SegmentDraft
from translation.editor.units import EditorUnit, version_of
from translation.units.markup import MarkupError
from translation.units.unit import Identity
from translation.units.writer import TranslatedText, remove, write

SAVED, UNTOUCHED, CONFLICT, REFUSED = "saved", "untouched", "conflict", "refused"


@dataclass(frozen=True)
class SubmittedText:
    """One text of a submitted form: the typed text and the version on which it is based."""

    unit: EditorUnit
    text: str
    base: str
    #: Whether it was asked to save this very text, which accepts what a machine has written.
    is_accepted: bool = False


@transaction.atomic
def save(translation: Translation, typed_texts: Iterable[SubmittedText], user: Any) -> dict[int, str]:
    """Store typed texts, each for itself: what can't be stored stays with its author and holds up no other.

    Args:
        translation: whose texts they are; the person's right to write them was checked.
        typed_texts: the texts.
        user: whose they are from now on.

    Returns:
        What became of each, by its unit's key: ``saved``, ``untouched``, ``conflict`` (somebody else has
        stored another text) or ``refused`` (its placeholders are not the source's).
    """
    Translation.objects.select_for_update().get(pk=translation.pk)  # one after the other
    entries = list(typed_texts)
    existing = _stored_translations(translation, [entry.unit for entry in entries])
    results: dict[int, str] = {}
    texts: list[TranslatedText] = []
    rows_to_remove: list[StringTranslation] = []
    for entry in entries:
        row = existing.get(entry.unit.identity)
        results[entry.unit.pk], data = _outcome(entry, row)
        if data:
            texts.append(_text(translation, entry.unit, row, data, user))
        elif data is not None and row is not None:
            rows_to_remove.append(row)
    write(texts)
    remove(rows_to_remove, user)
    draft_results = {CONFLICT, REFUSED}
    for entry in entries:
        if results[entry.unit.pk] in draft_results:
            _keep(translation, entry, user)
    forget_drafts(translation, [entry.unit for entry in entries if results[entry.unit.pk] not in draft_results], user)
    return results


@transaction.atomic
def restore(translation: Translation, unit: EditorUnit, past: PastTranslation, user: Any) -> None:
    """Put an earlier translation back; the one it replaces becomes an earlier one."""
    Translation.objects.select_for_update().get(pk=translation.pk)
    row = _stored_translations(translation, [unit]).get(unit.identity)
    write([_text(translation, unit, row, past.data, user)])
    forget_drafts(translation, [unit], user)


def _stored_translations(translation: Translation, units: list[EditorUnit]) -> dict[Identity, StringTranslation]:
    rows = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        context_id__in={unit.context_id for unit in units},
        translation_of_id__in={unit.string_id for unit in units},
    ).select_related("translation_of", "context")
    return {(row.context_id, row.translation_of_id): row for row in rows}


def _outcome(entry: SubmittedText, row: StringTranslation | None) -> tuple[str, str | None]:
    """The result for a typed text, and the data to store: empty removes the translation, None leaves it unchanged."""
    unit, current = entry.unit, row.data if row else ""
    typed = _normal(entry.text)
    if typed == _normal(unit.placeholders.to_typed(current)):
        if row is None or not entry.is_accepted or row.translation_type != StringTranslation.TRANSLATION_TYPE_MACHINE:
            return UNTOUCHED, None
        return SAVED, current
    if entry.base != version_of(current):
        return CONFLICT, None
    try:
        data = unit.placeholders.to_stored(typed, multiline=not unit.place.one_line) if typed else ""
    except MarkupError:
        return REFUSED, None
    if unit.place.is_slug:
        data = as_slug(typed)
    return SAVED, data


def _text(
    translation: Translation, unit: EditorUnit, row: StringTranslation | None, data: str, user: Any
) -> TranslatedText:
    return TranslatedText(
        unit.string_id, unit.context_id, translation.target_locale_id, data, existing=row, user_id=user.pk
    )


def keep_draft(translation: Translation, entry: SubmittedText, user: Any) -> bool:
    """Keep what somebody is typing until they save it; whether it is anything but what is stored already."""
    if _normal(entry.text) == _normal(entry.unit.text):
        forget_drafts(translation, [entry.unit], user)
        return False
    _keep(translation, entry, user)
    return True


def _keep(translation: Translation, entry: SubmittedText, user: Any) -> None:
    SegmentDraft.objects.update_or_create(
        string_id=entry.unit.string_id,
        context_id=entry.unit.context_id,
        locale_id=translation.target_locale_id,
        user=user,
        defaults={"text": clean_lines(entry.text), "base": entry.base},
    )


def forget_drafts(translation: Translation, units: Iterable[EditorUnit], user: Any) -> None:
    """Throw away what somebody has typed in some texts and not saved."""
    condition = Q()
    for unit in units:
        condition |= Q(string_id=unit.string_id, context_id=unit.context_id)
    if condition:
        SegmentDraft.objects.filter(condition, locale_id=translation.target_locale_id, user=user).delete()


def drafts_of(translation: Translation, user: Any) -> QuerySet[SegmentDraft]:
    """A user's unsaved drafts in a translation."""
    return SegmentDraft.objects.filter(
        user=user,
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
    )


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
