"""Signal handlers: after a source is published or its snapshot updated."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import TranslatableMixin
from wagtail.signals import published
from wagtail_localize.models import TranslationLog, TranslationSource

from translation.checks import signal_handlers as checks
from translation.glossary import signal_handlers as glossary
from translation.matrix import progress
from translation.queue import notifications
from translation.sources.changes import note_changes, note_made
from translation.sources.facts import carry_facts
from translation.sources.snapshots import WORDS
from translation.sources.source_version import is_source
from translation.tree import signal_handlers as tree_signals
from translation.units import overrides
from translation.units import signal_handlers as units
from translation.units import upstream as units_upstream


def on_published(instance: Any, **_kwargs: Any) -> None:
    """A source was published: its facts reach every language, its changed words are noted."""
    if isinstance(instance, TranslatableMixin) and instance.live and is_source(instance):
        carry_facts(instance)
        for source in TranslationSource.objects.filter(
            object_id=instance.translation_key, locale_id=instance.locale_id
        ):
            note_changes(source)


def on_synchronised(instance: TranslationSource, created: bool, **kwargs: Any) -> None:
    """A source was synchronised: the translators have its newest words before them."""
    only_facts = kwargs.get("update_fields") == frozenset({"content_json"})
    if not created and not only_facts and not kwargs.get("raw"):
        note_changes(instance, getattr(instance, WORDS, None))


def on_made(instance: TranslationLog, created: bool, **kwargs: Any) -> None:
    """A draft of a translation was saved: from now on the source is compared with what it was made from."""
    if created and not kwargs.get("raw"):
        note_made(instance)


def connect() -> None:
    published.connect(on_published, dispatch_uid="translation.on_published")
    post_save.connect(on_synchronised, sender=TranslationSource, dispatch_uid="translation.on_synchronised")
    post_save.connect(on_made, sender=TranslationLog, dispatch_uid="translation.on_made")
    units_upstream.close()
    units.connect()
    overrides.connect()
    tree_signals.connect()
    checks.connect()
    glossary.connect()
    progress.connect()
    notifications.connect()
