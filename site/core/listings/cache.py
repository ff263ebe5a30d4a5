"""Cache of counts and orders of long lists, for a minute.

Counting a list of some ten thousand pages, and putting it in order, takes as long as everything else on its
page together. Short lists are asked anew each time, so that they are always right. What is kept is dropped
when pages are published, unpublished, moved, deleted or made private; a process that shares no cache sees
it a minute later. Only numbers and keys are kept: whether the public may see a page is asked each time.
"""

import hashlib
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction
from wagtail.models import Page

from core.base.after_publish import PublishedChange
from core.listings.counts import Counts
from core.listings.params import ListParams
from core.navigation.site_chrome import watch_pages

#: Seconds for which answers are kept.
TIMEOUT = 60

#: From how many pages on a list is long.
LONG = 2000

_GENERATION = "facets:generation"

Answer = TypeVar("Answer")


def counts(params: ListParams, count: Callable[[], Counts]) -> Counts:
    """Result of ``count``, for a long list cached for a minute."""
    return _get_or_set(params, "counts", count, is_long)


def is_long(counts: Counts) -> bool:
    """Whether so many pages were counted that the answer is worth keeping."""
    return max(counts.total, *counts.without.values(), 0) >= LONG


def get_or_compute(params: ListParams, part: str, counts: Counts, make: Callable[[], Answer]) -> Answer:
    """Result of ``make``, for a long list cached for a minute by its key."""
    return _get_or_set(params, part, make, lambda _answer: is_long(counts)) if is_long(counts) else make()


def generation() -> Any:
    """Another one whenever pages change: a part of the keys of what is kept of them."""
    return cache.get(_GENERATION, 0)


def watch() -> None:
    """Drop what is kept when pages change. Called in ``AppConfig.ready``."""
    watch_pages(_drop, "facets")


def _get_or_set(params: ListParams, part: str, make: Callable[[], Answer], worth: Callable[[Answer], bool]) -> Answer:
    digest = hashlib.sha256(f"{part}?{params.filters}".encode()).hexdigest()
    key = f"facets:{generation()}:{params.definition.name}:{params.locale.pk}:{digest}"
    answer: Answer | None = cache.get(key)
    if answer is None:
        answer = make()
        if worth(answer):
            cache.set(key, answer, TIMEOUT)
    return answer


def drop_after_publish(change: PublishedChange) -> None:
    """Drop what is kept if a page was published."""
    if any(isinstance(each.instance, Page) for each in change.published):
        _drop()


def _drop(**_kwargs: Any) -> None:
    """At once and again when the transaction ends: others may count the old rows meanwhile."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.set(_GENERATION, uuid.uuid4().hex, None)
