"""Background tasks that update the index."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django_tasks import task
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from core.base.batches import batched
from search.index import forget

#: Pages that are looked at together.
BATCH = 200


@task()
def refresh_pages(keys: list[int]) -> None:
    """Index pages anew; those that are no more leave."""
    refresh(keys)


@task()
def refresh_below(key: int) -> None:
    """Index a page anew and what lies below it; not by its path, which may be another one until this is done."""
    refresh(list(branch(key).values_list("pk", flat=True)))


def branch(key: int) -> Any:
    """A page, as it lies this very moment, and what lies below it; nothing if it is no more. A query."""
    path = Page.objects.order_by().filter(pk=key).values_list("path", flat=True).first()
    descendants = Page.objects.order_by("path")
    return descendants.filter(path__startswith=path) if path else descendants.none()


def refresh(keys: Sequence[int]) -> None:
    """Index pages anew, some at a time."""
    for batch in batched(keys, BATCH):
        _refresh(batch)


def _refresh(keys: Sequence[int]) -> None:
    types: dict[int, list[int]] = defaultdict(list)
    for key, content_type in Page.objects.order_by().filter(pk__in=keys).values_list("pk", "content_type_id"):
        types[content_type].append(key)
    index = get_search_backend("public").index_class(get_search_backend("public"))
    existing: set[int] = set()
    for content_type, page_keys in types.items():
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            index.add_items(model, list(model.objects.filter(pk__in=page_keys)))
            existing |= set(page_keys)
    forget([key for key in keys if key not in existing])
