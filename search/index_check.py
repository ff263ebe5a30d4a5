"""Compare the index with the public pages: missing, superfluous and outdated entries."""

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
from search.index import columns, page_stems, remove, row
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
    """Differences between the index and the pages; ``step`` is called for each batch of pages.

    All that is stored is compared with what would be: a batch of pages takes four queries more than to read it.
    """
    report = IndexDrift()
    library = Library()
    entry_keys, word_keys = set(Entry.objects.values_list("pk", flat=True)), _with_words()
    orphans, incomplete = _links()
    page_keys: set[int] = set()
    for model, pages in _pages():
        documents = library.of(model, pages)
        stored_documents = [
            document for document in documents if document.page in entry_keys and document.page in word_keys
        ]
        stale = _stale(stored_documents) | (incomplete & {document.page for document in stored_documents})
        report.missing += sorted(
            {document.page for document in documents} - {document.page for document in stored_documents}
        )
        report.stale += sorted(stale)
        report.vocabulary.count(documents)
        page_keys.update(document.page for document in documents)
        step()
    report.extra = sorted((entry_keys | word_keys | orphans) - page_keys)
    report.words = sum(map(len, report.vocabulary.differing().values()))
    return report


def repair(report: IndexDrift | None = None) -> IndexDrift:
    """Put right what differs.

    Returns:
        What differed.
    """
    report = drift() if report is None else report
    for batch in batched([*report.extra, *report.missing], BATCH):
        remove(batch)
    for batch in batched(report.stale, BATCH):
        Entry.objects.filter(pk__in=batch).update(digest="")  # else they would be left as they are
    refresh([*report.missing, *report.stale])
    report.vocabulary.correct()
    return report


def _stale(documents: Sequence[IndexDocument]) -> set[int]:
    """The pages of which anything is stored otherwise than it would be now. Three queries."""
    if not documents:
        return set()
    keys = [document.page for document in documents]
    entries = {entry["page_id"]: entry for entry in Entry.objects.filter(pk__in=keys).values(*columns())}
    values: dict[int, set[tuple[str, str]]] = defaultdict(set)
    links = EntryValue.objects.order_by().filter(entry__in=keys)
    for page, facet, word in links.values_list("entry_id", "value__facet", "value__word"):
        values[page].add((facet, word))
    other = {
        document.page
        for document in documents
        if entries.get(document.page) != row(document) or values[document.page] != set(document.values)
    }
    return other | storage.differing(map(page_stems, documents))


def _links() -> tuple[set[int], set[int]]:
    """Keys of entries that are no more but have values, and of such that have a value which is no more. Two queries."""
    links = EntryValue.objects.order_by().values_list("entry_id", flat=True)
    orphans = links.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    return set(orphans), set(links.filter(~Exists(Value.objects.filter(pk=OuterRef("value_id")))))


def _with_words() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(storage.storage().pages())
        return {row[0] for row in cursor.fetchall()}


def _pages() -> Iterator[tuple[Any, list[Any]]]:
    for model in get_indexed_models():
        if issubclass(model, Page) and model is not Page:
            keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
            for batch in batched(keys, BATCH):
                yield model, list(model.objects.filter(pk__in=batch))
