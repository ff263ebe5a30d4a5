"""Serialize a source for its snapshot, and load an instance from a snapshot without one query per foreign key."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields, model_from_serializable_data
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

from translation.sources import bulk


def current(instance: Any) -> Any:
    """The content to translate: the published version, or the latest draft of something never published.

    wagtail-localize always takes the row, which of something unpublished holds what was typed first.
    """
    if isinstance(instance, Page):
        instance = instance.specific
    if isinstance(instance, DraftStateMixin) and not instance.live and instance.latest_revision_id:
        return instance.get_latest_revision_as_object()
    return instance


def content_of(instance: Any) -> str:
    """A page or snippet serialized as wagtail-localize does."""
    if isinstance(instance, ClusterableModel):
        serialized: str = instance.to_json()
        return serialized
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def deserialized(instance: Any, data: dict[str, Any]) -> Any:
    """An instance made of content that was stored of a page or snippet. No query: a key may lead nowhere.

    Args:
        instance: the page or snippet whose content it is, or was.
        data: the content, of a snapshot or a revision.
    """
    model = type(instance)
    if issubclass(model, ClusterableModel):
        result = model.from_serializable_data(data, check_fks=False)
    else:
        result = model_from_serializable_data(model, data, check_fks=False)
    for name in ROW_FIELDS if isinstance(instance, Page) else ("pk", "locale", "translation_key"):
        setattr(result, name, getattr(instance, name))
    return result


def load_instance(instance: Any, content: str) -> Any:
    """An instance loaded from the content of a snapshot, as ``TranslationSource.as_instance`` makes it.

    modelcluster would ask of each key of each inline row whether its target exists. Here the targets that
    are translated are read a model at a time; a key that leads nowhere is left out.

    Args:
        instance: the page or snippet whose content it is, or was.
        content: what ``content_of`` gave.
    """
    snapshot = deserialized(instance, json.loads(content))
    follow_keys([snapshot])
    return snapshot


#: What of a page is the row's, not the content's (``Page.with_content_json``), as far as texts depend on it.
ROW_FIELDS = ("pk", "id", "content_type_id", "path", "depth", "numchild", "live", "locale", "translation_key")


def follow_keys(instances: Iterable[Any]) -> None:
    """Load what the translated keys of instances and of their inline rows lead to, a query a model."""
    places_by_model: dict[Any, list[tuple[Any, Any]]] = defaultdict(list)
    for instance in instances:
        for row, field in followed_keys(instance):
            places_by_model[field.related_model].append((row, field))
    for model, places in places_by_model.items():
        keys = {getattr(row, field.attname) for row, field in places}
        targets = {target.pk: target for target in bulk.fetch(model._default_manager, "pk", keys)}
        for row, field in places:
            setattr(row, field.name, targets.get(getattr(row, field.attname)))


def followed_keys(instance: Any, *, with_rows: bool = True) -> Iterator[tuple[Any, Any]]:
    """The rows and fields that lead to something translatable and are followed into another language.

    Args:
        instance: a page or snippet, or an inline row.
        with_rows: whether its inline rows are looked at too.
    """
    for translatable_field in get_translatable_fields(type(instance)):
        field = translatable_field.get_field(type(instance))
        if isinstance(field, models.ManyToOneRel) and issubclass(field.related_model, TranslatableMixin):
            for row in getattr(instance, translatable_field.field_name).all() if with_rows else ():
                yield from followed_keys(row)
        elif (
            isinstance(field, models.ForeignKey)
            and translatable_field.is_translated(instance)
            and _holds(instance, field)
        ):
            yield instance, field


def _holds(instance: Any, field: Any) -> bool:
    return getattr(instance, field.attname) is not None
