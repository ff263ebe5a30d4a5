"""Wagtail's two indexes of what is saved: for the search, and of which thing refers to which.

Pages and snippets say ``search_auto_update = False``, so that Wagtail doesn't index them at each save: publishing saves
them twice, and each of their inline rows once. What is saved while something is published is indexed once, afterwards.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db.models import Model
from modelsearch.backends import get_search_backends
from modelsearch.index import class_is_indexed, remove_object
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import COMMENTS_RELATION_NAME, ReferenceIndex

from core.base.after_publish import PublishedChange, current_change

#: What a new revision sets on the row, none of which is searched or refers to anything that is on record.
OF_REVISIONS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        COMMENTS_RELATION_NAME,
    }
)


def models_indexed_here() -> list[type[Model]]:
    """Those whose saving is followed here and not by Wagtail."""
    models = filter(class_is_indexed, apps.get_models())
    return [model for model in models if not getattr(model, "search_auto_update", True)]


def on_saved(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Have a row indexed: after what is being published, or at once. A new revision changes nothing."""
    fields = kwargs.get("update_fields")
    if kwargs.get("raw") or (fields is not None and fields <= OF_REVISIONS):
        return
    change = current_change()
    if change is not None:
        change.later(index_rows, [row_key(instance)])
    else:
        insert_or_update_object_task.enqueue(sender._meta.app_label, sender._meta.model_name, str(instance.pk))


def on_deleted(instance: Model, **_kwargs: Any) -> None:
    """A row is deleted and leaves the index."""
    remove_object(instance)


@contextmanager
def references_kept() -> Iterator[None]:
    """Leave the record of what refers to what as it is while rows are saved inside."""
    # needs all models, of which some need this module
    from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled

    if getattr(reference_index_auto_update_disabled, "value", False):
        yield
        return
    with disable_reference_index_auto_update():
        yield


def index_after_publish(change: PublishedChange) -> None:
    """Have what was published, and what was written with it, indexed once."""
    published = [row_key(each.instance) for each in change.published]
    change.later(index_references, published)
    change.later(index_rows, [*published, *map(row_key, change.carried)])


def index_references(keys: list[str]) -> None:
    """Record anew what rows refer to."""
    for model, primary_keys in _by_model(keys):
        if ReferenceIndex.is_indexed(model):
            for row in model._default_manager.filter(pk__in=primary_keys):
                ReferenceIndex.create_or_update_for_object(row)


def index_rows(keys: list[str]) -> None:
    """Index rows for the searches that follow each save, those of a type together, and pages as what they are."""
    by_model: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
    for model, primary_keys in _by_model(keys):
        if class_is_indexed(model):
            for row in model.get_indexed_objects().filter(pk__in=primary_keys):
                instance = row.get_indexed_instance()
                if instance is not None:
                    by_model[type(instance)][instance.pk] = instance
    for backend in get_search_backends(with_auto_update=True):
        for model, instances in by_model.items():
            backend.add_bulk(model, list(instances.values()))


def row_key(instance: Model) -> str:
    """What a row is known by in a task."""
    return f"{instance._meta.label_lower}:{instance.pk}"


def _by_model(keys: list[str]) -> Iterator[tuple[Any, list[str]]]:
    by_label: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        label, _colon, primary_key = key.partition(":")
        by_label[label].append(primary_key)
    for label, primary_keys in by_label.items():
        yield apps.get_model(label), primary_keys
