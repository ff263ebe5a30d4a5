"""Defer indexing to the end of a block of work that saves each object several times.

Wagtail updates its reference index and the search index at every save, and a landed translation is
saved half a dozen times before it is what it should be: a third of the time of filling a platform.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.db.models.signals import post_save
from modelcluster.fields import ParentalKey
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler as index_for_search
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import update_reference_index_on_save

from core.base.after_publish import follow_up, gathered
from core.base.indexing import index_references, index_rows, models_indexed_here, on_saved
from core.base.search_index import defer_reindexing

#: What was saved: primary keys by model.
Saved = dict[type[Model], set[Any]]


@contextmanager
def defer_indexing() -> Iterator[None]:
    """Index what is saved inside when the context ends, each thing once; after an error, nothing.

    To be used inside the transaction that does the work, so that the indexes agree with it. What is
    deleted inside leaves the indexes at once.
    """
    saved_keys: Saved = defaultdict(set)

    def collect(sender: type[Model], instance: Model, **_kwargs: Any) -> None:
        saved_keys[sender].add(instance.pk)

    receivers = [
        (handler, model, name)
        for handler, name, models in (
            (update_reference_index_on_save, None, ReferenceIndex.tracked_models),
            (index_for_search, None, get_indexed_models()),
            (on_saved, "core.base.index", models_indexed_here()),
        )
        for model in models
        if post_save.disconnect(handler, sender=model, dispatch_uid=name)
    ]
    models = {model for _handler, model, _name in receivers}
    for model in models:
        post_save.connect(collect, sender=model, weak=False)
    with defer_reindexing() as pending, gathered() as changes:
        try:
            yield
        finally:
            for model in models:
                post_save.disconnect(collect, sender=model)
            for handler, model, name in receivers:
                post_save.connect(handler, sender=model, dispatch_uid=name)
        changes.later(index_references, list(_row_keys(_with_parents(saved_keys))))
        changes.later(index_rows, list(_row_keys(saved_keys)))
        follow_up.call(changes.work(settings.AFTER_PUBLISH_INDEXES))
        pending.difference_update(*(keys for model, keys in saved_keys.items() if issubclass(model, Page)))


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


def _row_keys(saved_keys: Saved) -> Iterator[str]:
    for model, keys in saved_keys.items():
        for key in keys:
            yield f"{model._meta.label_lower}:{key}"
