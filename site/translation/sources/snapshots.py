"""Create and update snapshots of sources: wagtail-localize's rows, in a constant number of statements.

A text costs wagtail-localize a dozen questions; these functions stand in for
``TranslationSource.update_or_create_from_instance``, ``get_or_create_from_instance``,
``update_from_db`` and ``refresh_segments``.
"""

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail_localize.models import TranslatableObject, TranslationSource, get_schema_version
from wagtail_localize.segments.extract import extract_segments

from translation.sources import segments
from translation.sources.changes import words_in, words_of_snapshot
from translation.sources.instances import content_of, current, load_instance
from translation.sources.models import TranslationBasis

#: The attribute by which a source that is being saved says which words it has now, so that nobody reads them again.
WORDS = "words_now"


def update_or_create_source(instance: Any, *, renew: bool = True) -> TranslationSource:
    """The snapshot of a page or snippet, made if there is none.

    Args:
        instance: a page or snippet.
        renew: whether one that is there is brought up to what the instance is now.
    """
    instance = current(instance)
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).first()
    if source is None:
        return _create(instance)
    if renew:
        _update(source, instance)
    return source


def update_source(source: TranslationSource, *, whole: bool = False) -> None:
    """Update a snapshot to what its page or snippet is now. Nothing is written where nothing changed.

    Args:
        source: a snapshot (``TranslationSource``).
        whole: look at each text even if the content is the same, as after a change of the code that reads it.

    Raises:
        ObjectDoesNotExist: the page or snippet is gone.
    """
    _update(source, current(source.get_source_instance()), whole=whole, synchronized=True)


def update_after_model_change(source: TranslationSource) -> None:
    """Bring a source up to a model that has changed; what was up to date stays so, wherever its texts stand now.

    Raises:
        ObjectDoesNotExist: the source is gone.
    """
    up_to_date = list(TranslationBasis.objects.filter(translation__source=source, changed_segments=0))
    update_source(source, whole=True)
    words = sorted(words_of_snapshot(source))
    for basis in up_to_date:
        basis.words, basis.changed_segments, basis.changed_since = words, 0, None
    TranslationBasis.objects.bulk_update(up_to_date, ["words", "changed_segments", "changed_since"])


def rewrite_segments(source: TranslationSource, instance: Any) -> None:
    """Bring the segments of a snapshot up to its content.

    Args:
        source: a snapshot (``TranslationSource``).
        instance: what was made of its content.
    """
    segments.write(source, instance, extract_segments(instance))


def _create(instance: Any) -> TranslationSource:
    """A new source; that of somebody who was faster, if there is one."""
    content = content_of(instance)
    snapshot = load_instance(instance, content)
    values = extract_segments(snapshot)
    base = ContentType.objects.get_for_model(instance.get_translation_model())
    try:
        with transaction.atomic():
            TranslatableObject.objects.get_or_create(translation_key=instance.translation_key, content_type=base)
            source = TranslationSource.objects.create(
                object_id=instance.translation_key,
                locale=instance.locale,
                specific_content_type=ContentType.objects.get_for_model(type(instance)),
                content_json=content,
                **_about(instance),
            )
            segments.write(source, snapshot, values, is_new=True)
    except IntegrityError:
        return TranslationSource.objects.get(object_id=instance.translation_key, locale_id=instance.locale_id)
    return source


@transaction.atomic
def _update(source: TranslationSource, instance: Any, *, whole: bool = False, synchronized: bool = False) -> None:
    content = content_of(instance)
    about = _about(instance)
    same = not whole and source.schema_version == about["schema_version"] and _same(content, source.content_json)
    if same and not synchronized:
        return
    fields = ["last_updated_at", "object_repr", "schema_version"]
    for name, value in about.items():
        setattr(source, name, value)
    if same:
        _save(source, fields, words_of_snapshot(source))
        return
    source.content_json = content
    snapshot = load_instance(instance, content)
    values = extract_segments(snapshot)
    _save(source, ["content_json", *fields], words_in(values))
    segments.write(source, snapshot, values)


def _save(source: TranslationSource, fields: list[str], words: set[str]) -> None:
    setattr(source, WORDS, words)
    try:
        source.save(update_fields=fields)
    finally:
        delattr(source, WORDS)


def _about(instance: Any) -> dict[str, Any]:
    return {
        "object_repr": str(instance)[:200],
        "schema_version": get_schema_version(instance._meta.app_label),
        "last_updated_at": timezone.now(),
    }


def _same(one: str, other: str) -> bool:
    return one == other or json.loads(one) == json.loads(other)
