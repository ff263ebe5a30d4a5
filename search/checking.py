"""Whether the index holds what the public may read: nothing more, nothing less, nothing old."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from modelsearch.index import get_indexed_models
from wagtail.models import Page

from search import storage
from search.documents import Library
from search.index import documents, forget
from search.models import Entry
from search.tasks import refresh

#: Pages that are looked at together.
BATCH = 500


@dataclass
class Drift:
    """Keys of pages: missing in the index, there though the public can't see them, other than they are now."""

    missing: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.stale)

    def __len__(self) -> int:
        return len(self.missing) + len(self.extra) + len(self.stale)


def drift(step: Callable[[], None] = lambda: None) -> Drift:
    """What differs between the index and the pages; ``step`` is called for each batch of pages."""
    found = Drift()
    library = Library()
    held = {pk: digest if shown else "" for pk, digest, shown in Entry.objects.values_list("pk", "digest", "shown")}
    worded = _worded()
    seen: set[int] = set()
    for model, pages in _pages():
        for document in documents(library, model, pages):
            seen.add(document.page)
            if document.page not in held or document.page not in worded:
                found.missing.append(document.page)
            elif held[document.page] != document.digest:
                found.stale.append(document.page)
        step()
    found.extra = sorted((held.keys() | worded) - seen)
    return found


def repair(found: Drift | None = None) -> Drift:
    """Put right what differs.

    Returns:
        What differed.
    """
    found = drift() if found is None else found
    forget([*found.extra, *found.missing])
    refresh([*found.missing, *found.stale])
    return found


def _worded() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(storage.storage().pages())
        return {row[0] for row in cursor.fetchall()}


def _pages() -> Iterator[tuple[Any, list[Any]]]:
    for model in get_indexed_models():
        if issubclass(model, Page) and model is not Page:
            keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(keys), BATCH):
                yield model, list(model.objects.filter(pk__in=keys[start : start + BATCH]))
