"""Counts of long lists, kept for a minute.

Counting a list of some ten thousand pages takes as long as everything else on its page together. Short
lists are counted anew each time, so that they are always right. What is kept is dropped when pages are
published, unpublished, moved, deleted or made private; a process that shares no cache sees it a minute later.
Only numbers are kept: which pages are shown is asked each time.
"""

import hashlib
import uuid
from typing import Any

from django.core.cache import cache
from django.db import transaction

from core.facets.asking import Question
from core.facets.counting import Counts, count
from core.furniture import watch_pages

#: Seconds for which counts are kept.
LIFETIME = 60

#: From how many pages on a list is long.
LONG = 2000

_GENERATION = "facets:generation"


def counts(question: Question, pages: Any) -> Counts:
    """What :func:`core.facets.counting.count` gives, or gave within the last minute."""
    asked = hashlib.sha256(question.filters.encode()).hexdigest()
    key = f"facets:{cache.get(_GENERATION, 0)}:{question.listed.name}:{question.locale.pk}:{asked}"
    held: Counts | None = cache.get(key)
    if held is None:
        held = count(question, pages)
        if max(held.total, *held.without.values(), 0) >= LONG:
            cache.set(key, held, LIFETIME)
    return held


def watch() -> None:
    """Drop what is kept when pages change. Called in ``AppConfig.ready``."""
    watch_pages(_drop, "facets")


def _drop(**_kwargs: Any) -> None:
    """At once and again when the transaction ends: others may count the old rows meanwhile."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.set(_GENERATION, uuid.uuid4().hex, None)
