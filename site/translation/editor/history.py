"""Earlier translations of a text, stored whenever one is replaced or deleted."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail_localize.models import StringTranslation

from translation.editor.models import PastTranslation


def past(string_id: int, context_id: int, locale_id: int) -> QuerySet[PastTranslation]:
    """The translations that a text had before, the last one first."""
    return (
        PastTranslation.objects.filter(string_id=string_id, context_id=context_id, locale_id=locale_id)
        .select_related("translated_by", "replaced_by")
        .order_by("-replaced_at", "-pk")
    )


def keep(rows: Iterable[StringTranslation], by: Any = None) -> None:
    """Remember translations that are about to be taken away.

    Args:
        rows: as they are in the database still.
        by: who takes them away.
    """
    _keep((row, by.pk if by else None) for row in rows)


def _keep(rows: Iterable[tuple[StringTranslation, Any]]) -> None:
    """Remember rows as they are stored, each with the primary key of the user who replaces it."""
    PastTranslation.objects.bulk_create(
        [
            PastTranslation(
                string_id=row.translation_of_id,
                context_id=row.context_id,
                locale_id=row.locale_id,
                data=row.data,
                translation_type=row.translation_type,
                translated_by_id=row.last_translated_by_id,
                translated_at=row.updated_at,
                replaced_by_id=by,
            )
            for row, by in rows
            if row.context_id is not None
        ]
    )


def record_replaced(rows: Iterable[StringTranslation]) -> None:
    """Remember the stored versions of rows that are about to be stored with other words."""
    by_pk = {row.pk: row for row in rows if row.pk is not None}
    if not by_pk:
        return
    existing_rows = StringTranslation.objects.filter(pk__in=by_pk).order_by("pk")
    changed_rows = [row for row in existing_rows if row.data != by_pk[row.pk].data]
    _keep((row, by_pk[row.pk].last_translated_by_id) for row in changed_rows)
