"""How a text was translated before: written whenever a translation is replaced or taken away, by whatever way."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import pre_save
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
    """Remember translations that are about to be replaced or taken away; for whoever writes many at once.

    Args:
        rows: as they are in the database still.
        by: who replaces them.
    """
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
                replaced_by=by,
            )
            for row in rows
            if row.context_id is not None
        ]
    )


def on_saving(instance: StringTranslation, **kwargs: Any) -> None:
    """A single translation is written: what it replaces is kept."""
    update_fields = kwargs.get("update_fields")
    if kwargs.get("raw") or not instance.pk or (update_fields is not None and "data" not in update_fields):
        return
    before = StringTranslation.objects.filter(pk=instance.pk).first()
    if before is not None and before.data != instance.data:
        keep([before], instance.last_translated_by)


def connect() -> None:
    """Connect the receiver, once."""
    pre_save.connect(on_saving, sender=StringTranslation, dispatch_uid="translation.editor.history")
