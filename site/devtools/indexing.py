"""Defer indexing to the end of a block of work that saves each object several times.

Wagtail updates its reference index and the search index at every save, and a landed translation is
saved half a dozen times before it is what it should be: a third of the time of filling a platform.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from modelcluster.fields import ParentalKey
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler as index_for_search
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import update_reference_index_on_save as index_references

from core.base.search_index import indexed_anew_at_the_end

#: What was saved: primary keys by model.
Saved = dict[type[Model], set[Any]]


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """Index what is saved inside when the context ends, each thing once; after an error, nothing.

    To be used inside the transaction that does the work, so that the indexes agree with it. What is
    deleted inside leaves the indexes at once.
    """
    saved_keys: Saved = defaultdict(set)

    def collect(sender: type[Model], instance: Model, **_kwargs: Any) -> None:
        saved_keys[sender].add(instance.pk)

    receivers = [
        (handler, model)
        for handler, models in (
            (index_references, ReferenceIndex.tracked_models),
            (index_for_search, get_indexed_models()),
        )
        for model in models
        if post_save.disconnect(handler, sender=model)
    ]
    models = {model for _handler, model in receivers}
    for model in models:
        post_save.connect(collect, sender=model, weak=False)
    with indexed_anew_at_the_end() as pending:
        try:
            yield
        finally:
            for model in models:
                post_save.disconnect(collect, sender=model)
            for handler, model in receivers:
                post_save.connect(handler, sender=model)
        _index_references(_with_parents(saved_keys))
        pending.difference_update(_index_for_search(saved_keys))


def _with_parents(saved_keys: Saved) -> Saved:
    """The same with the rows of inline relations replaced by what they belong to, as their references are."""
    by_model: Saved = defaultdict(set)
    for model, keys in saved_keys.items():
        parental = next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)
        if parental is None:
            by_model[model] |= keys
        else:
            rows = model._default_manager.filter(pk__in=keys)
            by_model[parental.related_model] |= set(rows.values_list(parental.attname, flat=True))
    return by_model


def _index_references(saved_keys: Saved) -> None:
    for model, keys in saved_keys.items():
        if ReferenceIndex.is_indexed(model):
            for instance in model._default_manager.filter(pk__in=keys):
                ReferenceIndex.create_or_update_for_object(instance)


def _index_for_search(saved_keys: Saved) -> set[int]:
    """The pages that were indexed. Plain pages are indexed as what they are, and once if they were saved as both."""
    by_model: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
    for model in get_indexed_models():
        for row in model.get_indexed_objects().filter(pk__in=saved_keys.get(model, ())):
            instance = row.get_indexed_instance()
            if instance is not None:
                by_model[type(instance)][instance.pk] = instance
    for backend in get_search_backends(with_auto_update=True):
        for model, instances in by_model.items():
            backend.add_bulk(model, list(instances.values()))
    return {key for model, instances in by_model.items() if issubclass(model, Page) for key in instances}
