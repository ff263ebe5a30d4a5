"""Steps in the translations after a source is published."""

from typing import Any

from wagtail.models import TranslatableMixin
from wagtail_localize.models import TranslationSource

from core.base.after_publish import PublishedChange
from core.base.indexing import index_references, row_key
from translation.sources.carrying import carry_facts
from translation.sources.changes import note_published
from translation.sources.instances import deserialized
from translation.sources.source_version import is_source


def carry_facts_and_note_changes(change: PublishedChange) -> None:
    """A source's facts reach every language, its changed words are noted."""
    for instance in (each.instance for each in change.published):
        if isinstance(instance, TranslatableMixin) and instance.live and is_source(instance):
            _follow(change, instance)


def _follow(change: PublishedChange, instance: Any) -> None:
    source = deserialized(instance, instance.serializable_data())  # with its inline rows at hand
    snapshots = list(TranslationSource.objects.filter(object_id=source.translation_key).select_related("locale"))
    changed = carry_facts(source, snapshots)
    change.carried += [version for version, _difference in changed]
    referring = [version for version, difference in changed if difference.refers(type(version))]
    change.later(index_references, [row_key(version) for version in referring])
    for snapshot in snapshots:
        if snapshot.locale_id == source.locale_id:
            note_published(snapshot, source)
