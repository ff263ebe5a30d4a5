"""Signal handler: progress is counted again when a snapshot is updated."""

from typing import Any

from django.db.models.signals import post_save
from wagtail_localize.models import Translation, TranslationSource

from translation.matrix.progress import note


def on_source(instance: TranslationSource, created: bool, **kwargs: Any) -> None:
    """A source was synchronized: it may have other texts, unless its content is the same."""
    fields = kwargs.get("update_fields")
    if not created and not kwargs.get("raw") and (fields is None or "content_json" in fields):
        note(Translation.objects.filter(source=instance))


def connect() -> None:
    post_save.connect(on_source, sender=TranslationSource, dispatch_uid="translation.matrix.source")
