"""The one writer of translated texts, with the list of what precedes and follows.

wagtail-localize's own views save single rows; :mod:`translation.units.signal_handlers` catches those and
calls the same two functions, :func:`before_storing` and :func:`after_storing`.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from core.base.batches import batched
from translation.checks.store import judge
from translation.editor import history
from translation.matrix import progress
from translation.memory.store import remember
from translation.units.draft_titles import update_draft_titles
from translation.units.markup import mark_invalid

#: How many texts are stored with one set of statements.
BATCH = 500
#: The columns that a write replaces.
COLUMNS = ["data", "translation_type", "tool_name", "last_translated_by", "updated_at", "has_error", "field_error"]


@dataclass(frozen=True)
class TranslatedText:
    """A translation to store: of which text, at which place, into which language, by whom and with what."""

    string_id: int
    context_id: int | None
    locale_id: int
    #: As wagtail-localize stores it: HTML with inline tags, never empty.
    data: str
    #: The row that it replaces; None for a text without a translation.
    existing: StringTranslation | None = None
    user_id: Any = None
    translation_type: str = StringTranslation.TRANSLATION_TYPE_MANUAL
    tool_name: str = ""


def before_storing(rows: Sequence[StringTranslation]) -> None:
    """Everything that is done with translated texts before they are stored, in this order."""
    mark_invalid(rows)
    history.record_replaced(rows)


def after_storing(rows: Sequence[StringTranslation], *, check: bool = True) -> None:
    """Everything that follows from stored texts, in this order."""
    update_draft_titles(rows)
    if check:
        judge(rows)
    remember(rows)
    progress.note_texts(rows)


@transaction.atomic
def write(
    texts: Iterable[TranslatedText], *, check: bool = True, skip_existing: bool = False
) -> list[StringTranslation]:
    """Store translated texts, all or none. The same number of queries for any number up to ``BATCH``.

    Args:
        texts: what to store; of two for the same text, place and language the last one counts.
        check: whether the checks run now. What is published in the same transaction is checked there.
        skip_existing: whether a text without ``existing`` that somebody else has translated meanwhile is left as it is.

    Returns:
        The stored rows. Errors of markup are marked in them.

    Raises:
        IntegrityError: a text without ``existing`` has a translation, and existing ones are not to be skipped.
    """
    by_key = {(text.string_id, text.context_id, text.locale_id): text for text in texts}
    rows = [_row(text) for text in by_key.values()]
    stored_rows: list[StringTranslation] = []
    for batch in batched(rows, BATCH):
        prefetch_related_objects(batch, "translation_of", "context")
        before_storing(batch)
        batch_rows = _store(batch, skip_existing=skip_existing)
        after_storing(batch_rows, check=check)
        stored_rows += batch_rows
    return stored_rows


@transaction.atomic
def remove(rows: Iterable[StringTranslation], by: Any = None) -> None:
    """Take translations away. They stay in the history; what follows is the same as for a deletion from outside.

    Args:
        rows: as they are stored.
        by: who takes them away.
    """
    rows = list(rows)
    history.keep(rows, by)
    StringTranslation.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _row(text: TranslatedText) -> StringTranslation:
    row = copy(text.existing) or StringTranslation(
        translation_of_id=text.string_id, context_id=text.context_id, locale_id=text.locale_id
    )
    row.data = text.data
    row.translation_type, row.tool_name = text.translation_type, text.tool_name[:255]
    row.last_translated_by_id = text.user_id
    row.updated_at = timezone.now()
    row.has_error, row.field_error = False, ""
    return row


def _store(rows: list[StringTranslation], *, skip_existing: bool) -> list[StringTranslation]:
    """Insert and update rows; returns those that were stored."""
    new = [row for row in rows if row.pk is None]
    existing = [row for row in rows if row.pk is not None]
    StringTranslation.objects.bulk_update(existing, COLUMNS)
    StringTranslation.objects.bulk_create(new, ignore_conflicts=skip_existing)
    return existing + (_insert_rows(new) if skip_existing and new else new)


def _insert_rows(rows: Sequence[StringTranslation]) -> list[StringTranslation]:
    """Rows that were inserted without a conflict, with their primary keys."""
    by_key = {(row.translation_of_id, row.context_id, row.locale_id): row for row in rows}
    stored_rows = StringTranslation.objects.filter(
        translation_of__in={string for string, _context, _locale in by_key},
        context__in={context for _string, context, _locale in by_key},
        locale__in={locale for _string, _context, locale in by_key},
    ).select_related("translation_of", "context")
    return [
        stored_row
        for stored_row in stored_rows
        if (row := by_key.get((stored_row.translation_of_id, stored_row.context_id, stored_row.locale_id)))
        and (stored_row.data, stored_row.translation_type, stored_row.tool_name)
        == (row.data, row.translation_type, row.tool_name)
    ]
