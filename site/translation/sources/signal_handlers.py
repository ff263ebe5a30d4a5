"""Signal handlers: compare a source with its translations when its snapshot is updated or a draft is saved."""

from typing import Any

from django.db.models.signals import post_save
from wagtail_localize.models import TranslationLog, TranslationSource

from translation.sources.changes import record_basis, update_change_counts
from translation.sources.snapshots import WORDS


def on_synchronized(instance: TranslationSource, created: bool, **kwargs: Any) -> None:
    """A source was synchronized: the translators have its newest words before them."""
    only_facts = kwargs.get("update_fields") == frozenset({"content_json"})
    if not created and not only_facts and not kwargs.get("raw"):
        update_change_counts(instance, getattr(instance, WORDS, None))


def on_made(instance: TranslationLog, created: bool, **kwargs: Any) -> None:
    """A draft of a translation was saved: from now on the source is compared with what it was made from."""
    if created and not kwargs.get("raw"):
        record_basis(instance)


def connect() -> None:
    """Connect the receivers, each once."""
    post_save.connect(on_synchronized, sender=TranslationSource, dispatch_uid="translation.on_synchronized")
    post_save.connect(on_made, sender=TranslationLog, dispatch_uid="translation.on_made")
