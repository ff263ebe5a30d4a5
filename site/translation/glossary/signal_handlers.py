"""Signal handlers: clear the cached glossary when a term changes."""

from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from translation.glossary.matching import cache_name
from translation.glossary.models import GlossaryTerm


def forget(source: int, target: int) -> None:
    """Clear the cached glossary of a language pair: now, and after the commit."""
    name = cache_name(source, target)
    cache.delete(name)
    transaction.on_commit(partial(cache.delete, name))


def on_changed(instance: GlossaryTerm, **_kwargs: Any) -> None:
    """A term was saved or deleted."""
    forget(instance.source_locale_id, instance.target_locale_id)


def connect() -> None:
    post_save.connect(on_changed, sender=GlossaryTerm, dispatch_uid="translation.glossary.on_saved")
    post_delete.connect(on_changed, sender=GlossaryTerm, dispatch_uid="translation.glossary.on_deleted")
