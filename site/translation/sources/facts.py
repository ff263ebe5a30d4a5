"""Copy the shared facts of a published source into its translations, drafts and snapshots.

Publishing a source carries its shared fields and its relations into every translation: the live
row, the draft that somebody may be working on, and what wagtail-localize froze as the source, so
that the next translation to be published doesn't bring the old facts back. Words stay untouched,
and the structure of StreamFields waits for the translation.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, Revision, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import RelatedObjectSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translation.sources.instances import content_of
from translation.sources.snapshots import rewrite
from translation.sources.source_version import versions


@transaction.atomic
def carry_facts(source: TranslatableMixin) -> None:
    """Bring a published source's facts into each of its translations, all or nothing."""
    for target in versions(source).select_related("locale"):
        _carry_into_row(source, target)
        _carry_into_drafts(source, target)
    for snapshot in TranslationSource.objects.filter(object_id=source.translation_key).select_related("locale"):
        _carry_into_snapshot(source, snapshot)


def copy_facts(source: Any, target: Any) -> bool:
    """Set the shared fields and relations of ``target`` to those of ``source``, without saving.

    A new row that says something in words of its own waits for the translation, since it would show
    the source's; one without, and the removal of a row, don't.

    Returns:
        Whether anything is different now.
    """
    changed = False
    for translatable_field in get_translatable_fields(type(source)):
        field = translatable_field.get_field(type(source))
        if isinstance(translatable_field, SynchronizedField):
            changed |= _assign(target, field.attname, getattr(source, field.attname))
        elif _is_child_relation(field):
            changed |= _copy_children(source, target, field)
        elif isinstance(field, models.ForeignKey):
            related_id = getattr(source, field.attname)
            target_ids = _in_locale(field.related_model, [related_id], target.locale)
            changed |= _assign(target, field.attname, target_ids.get(related_id))
    return changed


def _assign(target: Any, attname: str, value: Any) -> bool:
    if getattr(target, attname) == value:
        return False
    setattr(target, attname, value)
    return True


def _is_child_relation(field: Any) -> bool:
    return isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)


def _copy_children(source: Any, target: Any, relation: models.ManyToOneRel) -> bool:
    """Rows of an inline relation: which there are, in which order, and their facts."""
    source_children = list(getattr(source, relation.name).all())
    target_children = {child.translation_key: child for child in getattr(target, relation.name).all()}
    keys = _follower_keys(source_children, relation.related_model, target.locale)
    result, changed = [], False
    for child in source_children:
        target_child = target_children.get(child.translation_key)
        if target_child is None:
            if _says_something(child):
                continue
            target_child = relation.related_model(translation_key=child.translation_key, locale=target.locale)
            changed = True
        changed |= _copy_child(child, target_child, keys)
        result.append(target_child)
    if changed or len(result) != len(target_children):
        setattr(target, relation.name, result)
        return True
    return False


def _copy_child(child: Any, target_child: Any, keys: dict[str, dict[Any, Any]]) -> bool:
    changed = _assign(target_child, "sort_order", child.sort_order)
    for translatable_field in get_translatable_fields(type(child)):
        field = translatable_field.get_field(type(child))
        value = getattr(child, field.attname, None)
        if isinstance(translatable_field, SynchronizedField):
            changed |= _assign(target_child, field.attname, value)
        elif field.name in keys:
            changed |= _assign(target_child, field.attname, keys[field.name].get(value))
    return changed


def _followers(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """The keys of an inline child that follow the language."""
    for translatable_field in get_translatable_fields(model):
        field = translatable_field.get_field(model)
        if isinstance(field, models.ForeignKey) and not isinstance(translatable_field, SynchronizedField):
            yield field


def _follower_keys(children: list[Any], model: type[models.Model], locale: Locale) -> dict[str, dict[Any, Any]]:
    """For each key that follows the language, the source's primary key to the target's."""
    return {
        field.name: _in_locale(field.related_model, [getattr(child, field.attname) for child in children], locale)
        for field in _followers(model)
    }


def _says_something(child: Any) -> bool:
    """Whether a row has words that a reader of another language would not understand."""
    return any(
        getattr(child, translatable_field.field_name)
        for translatable_field in get_translatable_fields(type(child))
        if isinstance(translatable_field.get_field(type(child)), models.CharField | models.TextField)
        and not isinstance(translatable_field, SynchronizedField)
    )


def _in_locale(model: Any, primary_keys: list[Any], locale: Locale) -> dict[Any, Any]:
    """Each primary key to that of the same thing in a locale, itself where there is none."""
    source_ids = {key for key in primary_keys if key is not None}
    if not source_ids:
        return {}
    translation_keys = dict(model._default_manager.filter(pk__in=source_ids).values_list("pk", "translation_key"))
    target_ids = dict(
        model._default_manager.filter(translation_key__in=translation_keys.values(), locale=locale).values_list(
            "translation_key", "pk"
        )
    )
    return {key: target_ids.get(translation_keys.get(key), key) for key in source_ids}


def _carry_into_row(source: Any, target: Any) -> None:
    if not copy_facts(source, target):
        return
    if isinstance(target, Page):
        target.save(clean=False)
    else:
        target.save()


def _carry_into_drafts(source: Any, target: Any) -> None:
    """The newest revision and one that waits for its time; workflows keep the revision they judge."""
    pending = models.Q(pk=target.latest_revision_id) | models.Q(approved_go_live_at__isnull=False)
    for revision in Revision.objects.for_instance(target).filter(pending):
        draft = revision.as_object()
        if copy_facts(source, draft):
            _reuse_rows(draft, target)
            Revision.objects.filter(pk=revision.pk).update(content=draft.serializable_data())


def _reuse_rows(draft: Any, target: Any) -> None:
    """Give the draft's new inline rows the primary keys that the live row's got."""
    for translatable_field in get_translatable_fields(type(target)):
        field = translatable_field.get_field(type(target))
        if _is_child_relation(field):
            live = dict(
                field.related_model._default_manager.filter(**{field.remote_field.name: target}).values_list(
                    "translation_key", "pk"
                )
            )
            for child in getattr(draft, field.name).all():
                child.pk = child.pk or live.get(child.translation_key)


def _carry_into_snapshot(source: Any, snapshot: TranslationSource) -> None:
    instance = snapshot.as_instance()
    if not copy_facts(source, instance):
        return
    snapshot.content_json = content_of(instance)
    snapshot.save(update_fields=["content_json"])
    existing = set(snapshot.relatedobjectsegment_set.values_list("context__path", "object_id"))
    expected = {
        (segment.path, segment.translation_key)
        for segment in extract_segments(instance)
        if isinstance(segment, RelatedObjectSegmentValue)
    }
    if existing != expected:
        rewrite(snapshot, instance)
