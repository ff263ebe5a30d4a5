"""Whether the index holds what the public may read: nothing more, nothing less, nothing old."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from modelsearch.index import get_indexed_models
from wagtail.models import Page

from core.base.batches import batched
from search import storage
from search.documents import IndexDocument, Library
from search.index import columns, remove, row, worded
from search.models import Entry, EntryValue, Value
from search.tasks import refresh
from search.vocabulary import Vocabulary

#: Pages that are looked at together.
BATCH = 500


@dataclass
class IndexDrift:
    """Keys of pages: missing in the index, there though the public can't see them, other than they are now.

    ``words`` is how many words are said by another number of pages than the index says; ``vocabulary`` has them as
    they were counted.
    """

    missing: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    words: int = 0
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def __bool__(self) -> bool:
        return len(self) > 0

    def __len__(self) -> int:
        return len(self.missing) + len(self.extra) + len(self.stale) + self.words


def drift(step: Callable[[], None] = lambda: None) -> IndexDrift:
    """What differs between the index and the pages; ``step`` is called for each batch of pages.

    All that is stored is compared with what would be: a batch of pages takes four queries more than to read it.
    """
    found = IndexDrift()
    library = Library()
    held, with_words = set(Entry.objects.values_list("pk", flat=True)), _with_words()
    astray, lost = _links()
    seen: set[int] = set()
    for model, pages in _pages():
        given = library.of(model, pages)
        known = [document for document in given if document.page in held and document.page in with_words]
        stale = _stale(known) | (lost & {document.page for document in known})
        found.missing += sorted({document.page for document in given} - {document.page for document in known})
        found.stale += sorted(stale)
        found.vocabulary.count(given)
        seen.update(document.page for document in given)
        step()
    found.extra = sorted((held | with_words | astray) - seen)
    found.words = sum(map(len, found.vocabulary.differing().values()))
    return found


def repair(found: IndexDrift | None = None) -> IndexDrift:
    """Put right what differs.

    Returns:
        What differed.
    """
    found = drift() if found is None else found
    for some in batched([*found.extra, *found.missing], BATCH):
        remove(some)
    for some in batched(found.stale, BATCH):
        Entry.objects.filter(pk__in=some).update(digest="")  # else they would be left as they are
    refresh([*found.missing, *found.stale])
    found.vocabulary.correct()
    return found


def _stale(given: Sequence[IndexDocument]) -> set[int]:
    """The pages of which anything is stored otherwise than it would be now. Three queries."""
    if not given:
        return set()
    keys = [document.page for document in given]
    entries = {entry["page_id"]: entry for entry in Entry.objects.filter(pk__in=keys).values(*columns())}
    values: dict[int, set[tuple[str, str]]] = defaultdict(set)
    links = EntryValue.objects.order_by().filter(entry__in=keys)
    for page, facet, word in links.values_list("entry_id", "value__facet", "value__word"):
        values[page].add((facet, word))
    other = {
        document.page
        for document in given
        if entries.get(document.page) != row(document) or values[document.page] != set(document.values)
    }
    return other | storage.differing(map(worded, given))


def _links() -> tuple[set[int], set[int]]:
    """Keys of entries that are no more but have values, and of such that have a value which is no more. Two queries."""
    links = EntryValue.objects.order_by().values_list("entry_id", flat=True)
    astray = links.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    return set(astray), set(links.filter(~Exists(Value.objects.filter(pk=OuterRef("value_id")))))


def _with_words() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(storage.storage().pages())
        return {row[0] for row in cursor.fetchall()}


def _pages() -> Iterator[tuple[Any, list[Any]]]:
    for model in get_indexed_models():
        if issubclass(model, Page) and model is not Page:
            keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
            for some in batched(keys, BATCH):
                yield model, list(model.objects.filter(pk__in=some))
