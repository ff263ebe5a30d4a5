"""Signal handlers: texts saved by wagtail-localize's own views go through the writer's list as well."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail_localize.models import StringTranslation

from translation.matrix import progress
from translation.units import overrides, upstream
from translation.units.writer import after_storing, before_storing


def on_text(instance: StringTranslation, signal: Any, **kwargs: Any) -> None:
    """A single row is saved or deleted. The writer stores its rows without these signals."""
    if kwargs.get("raw"):
        return
    update_fields = kwargs.get("update_fields")
    has_words = update_fields is None or "data" in update_fields
    if signal is post_delete:
        progress.note_texts([instance])
    elif signal is post_save:
        if has_words and instance.has_error and update_fields is not None:  # the error is none of the saved fields
            StringTranslation.objects.filter(pk=instance.pk).update(has_error=True, field_error=instance.field_error)
        after_storing([instance])
    elif has_words:
        before_storing([instance])


def connect() -> None:
    """Connect the handlers, once for each signal, in place of wagtail-localize's own."""
    upstream.close()
    overrides.connect()
    for name, signal in (("saving", pre_save), ("saved", post_save), ("deleted", post_delete)):
        signal.connect(on_text, sender=StringTranslation, dispatch_uid=f"translation.units.{name}")
