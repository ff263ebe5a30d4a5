"""Search index of public pages, as a Wagtail search backend.

Wagtail tells a backend what is saved and deleted (in its background tasks) and has ``update_index`` build it anew.
The admin, the API and everything else keep asking Wagtail's own backend: this one answers :mod:`search.engine`.
"""

import gc
import logging
import weakref
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from modelsearch.backends.base import BaseIndex, BaseSearchBackend
from wagtail.models import Page

from core.base.batches import batched
from core.base.page_types import search_filters
from core.base.search_index import reindex
from search import storage
from search.documents import IndexDocument, Library
from search.facet_tokens import mark
from search.models import Entry, EntryValue, Value, Word
from search.upstream import delete_rows
from search.vocabulary import Vocabulary

logger = logging.getLogger(__name__)

#: New objects after which Python looks for unused circles of them while the index is built.
RARELY = 200_000
#: Rows written with one statement.
BATCH = 500


def keep(documents: Sequence[IndexDocument], *, building: bool = False) -> None:
    """Put documents into the index; those that have not changed are left as they are.

    Unless all is built anew, words are counted and what names a page that is called something else is indexed anew.
    """
    rows = Entry.objects.filter(pk__in=[each.page for each in documents])
    stored_entries = {row[0]: row[1:] for row in rows.values_list("pk", "digest", "is_visible", "title", "acronym")}
    changed = [each for each in documents if stored_entries.get(each.page, ())[:2] != (each.digest, True)]
    if not changed:
        return
    with transaction.atomic():
        if not building:
            _count(changed)
        _keep_entries(changed)
        _keep_values(changed)
        storage.write(map(page_stems, changed))
    if not building:
        storage.storage().settle()
        current_entries = {each.page: (True, each.fields["title"], each.fields["acronym"]) for each in changed}
        follow(
            each.fields["translation_key"]
            for each in changed
            if stored_entries.get(each.page, ())[1:] != current_entries[each.page]
        )


def _count(documents: Sequence[IndexDocument]) -> None:
    """Count the words that documents say, and no longer those that were said in their place."""
    vocabulary = Vocabulary()
    vocabulary.take_back([document.page for document in documents])
    vocabulary.count(documents)
    vocabulary.change()


def page_stems(document: IndexDocument) -> storage.PageStems:
    """The words of a document as they are stored."""
    return storage.PageStems(
        document.page, document.tag, document.stems, [mark(facet, word) for facet, word in document.values]
    )


def row(document: IndexDocument) -> dict[str, Any]:
    """The columns of a document's entry."""
    return {**document.fields, "page_id": document.page, "is_visible": True, "digest": document.digest}


def columns() -> list[str]:
    """The names of an entry's columns."""
    return [field.attname for field in Entry._meta.concrete_fields]


def _keep_entries(documents: Sequence[IndexDocument]) -> None:
    column_names = columns()
    rows = map(row, documents)
    storage.storage().insert_rows(Entry, column_names, [[each[name] for name in column_names] for each in rows])


def _keep_values(documents: Sequence[IndexDocument]) -> None:
    pairs_to_store = {value for document in documents for value in document.values}
    keys_by_value = _values(pairs_to_store)
    if missing := pairs_to_store - keys_by_value.keys():
        Value.objects.bulk_create((Value(facet=facet, word=word) for facet, word in missing), ignore_conflicts=True)
        keys_by_value |= _values(missing)
    delete_rows(_links([document.page for document in documents]))
    pairs = [(each.page, keys_by_value[value]) for each in documents for value in set(each.values)]
    storage.storage().insert_rows(EntryValue, ["entry_id", "value_id"], pairs)


def _values(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    words = [word for _facet, word in pairs]
    rows = Value.objects.filter(word__in=words).values_list("facet", "word", "pk")
    return {(facet, word): pk for facet, word, pk in rows}


def _links(pages: Sequence[int]) -> Any:
    return EntryValue.objects.order_by().filter(entry_id__in=pages)


def forget(pages: Sequence[int]) -> None:
    """Take pages out of the index, and have what names them indexed anew."""
    follow(leave(pages))


def leave(pages: Sequence[int]) -> set[UUID]:
    """Take pages out of the index.

    Returns:
        The translation keys of those that were there.
    """
    translation_keys: set[UUID] = set()
    for batch in batched(pages, BATCH):
        rows = Entry.objects.order_by().filter(pk__in=batch)
        keys_by_page = dict(rows.values_list("pk", "translation_key"))
        if keys_by_page:  # most that the public can't see never was there
            remove(list(keys_by_page))
        translation_keys.update(keys_by_page.values())
    return translation_keys


@transaction.atomic
def remove(pages: Sequence[int]) -> None:
    """Take out all that there is of pages, of what has no entry as well."""
    vocabulary = Vocabulary()
    vocabulary.take_back(pages)
    vocabulary.change()
    delete_rows(_links(pages))
    storage.storage().remove(pages)
    delete_rows(Entry.objects.order_by().filter(pk__in=pages))


def follow(translation_keys: Iterable[UUID]) -> None:
    """Reindex pages that carry the names of objects, given by their translation keys."""
    reindex(carrying({key.hex for key in translation_keys}))


def carrying(words: Collection[str]) -> list[int]:
    """The keys of pages that have one of the words as the value of a facet whose values have names. Two queries."""
    if not words:
        return []
    facets = [key for key, each in search_filters().items() if each.is_indexed_by_name]
    rows = Value.objects.filter(facet__in=facets, word__in=words)
    marks = [mark(facet, word) for facet, word in rows.values_list("facet", "word")]
    if not marks:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*storage.storage().pages_with_tokens(marks))
        return [row[0] for row in cursor.fetchall()]


class PublicIndex(BaseIndex):
    """Holds pages alone, each as what the public may read of it."""

    def __init__(self, backend: BaseSearchBackend, vocabulary: Vocabulary | None = None) -> None:
        super().__init__(backend)
        #: While the index is built anew, the words of all pages and which pages there are.
        self.vocabulary = vocabulary
        self.indexed_pages: set[int] = set()
        self._library = Library() if vocabulary else None

    def add_item(self, obj: Any) -> None:
        """One page was saved.

        Raises:
            Exception: it can't be indexed.
        """
        if PublicSearchBackend.holds(type(obj)):
            self._add(type(obj), [obj])

    def add_items(self, model: Any, items: Sequence[Any]) -> None:
        """Pages of a type were saved, or the index is built anew. What the public can't see leaves it.

        A page that can't be indexed is told of in the log, and keeps no other from being indexed.
        """
        if not items or not PublicSearchBackend.holds(model):
            return
        if not self._has_added(model, items):
            for item in items:
                if not self._has_added(model, [item]):
                    logger.error("Page %s can't be indexed: the public doesn't find it as it is", item.pk)

    def _has_added(self, model: Any, items: Sequence[Any]) -> bool:
        try:
            self._add(model, items)
        except Exception:  # whatever is wrong with a page, in Python or for the database
            logger.exception("Pages can't be indexed together")
            return False
        return True

    def _add(self, model: Any, items: Sequence[Any]) -> None:
        documents = (self._library or Library()).of(model, items)
        document_pages = {document.page for document in documents}
        forget([page.pk for page in items if page.pk not in document_pages])
        if self.vocabulary is None:
            keep(documents)
            return
        keep(documents, building=True)
        self.vocabulary.count(documents)
        self.indexed_pages |= document_pages

    def delete_item(self, item: Any) -> None:
        """Something was deleted."""
        if isinstance(item, Page):
            forget([item.pk])

    def reset(self) -> None:
        delete_rows(Word.objects.all())
        storage.storage().clear()
        delete_rows(EntryValue.objects.all())
        delete_rows(Entry.objects.all())


class Rebuilder:
    """Builds the index anew while it is in use: each page is replaced, what is no more leaves at the end."""

    def __init__(self, index: PublicIndex) -> None:
        self.index = PublicIndex(index.backend, Vocabulary())
        #: Puts back how Python looks for circles, also where the building ends before its end.
        self._restore = weakref.finalize(self, _restore_gc, gc.get_threshold())

    def start(self) -> PublicIndex:
        """The index that is given all pages."""
        # Python would go through all that a platform consists of, again and again, for rows that hold no circles.
        gc.collect()
        gc.freeze()
        gc.set_threshold(RARELY, *gc.get_threshold()[1:])
        return self.index

    def finish(self) -> None:
        """Delete entries of pages that were not indexed in this rebuild, and store the vocabulary."""
        try:
            obsolete = set(Entry.objects.values_list("pk", flat=True)) - self.index.indexed_pages
            forget(sorted(obsolete))
            assert self.index.vocabulary is not None  # noqa: S101 - made so above
            self.index.vocabulary.replace()
            storage.storage().tidy()
        finally:
            self._restore()


def _restore_gc(thresholds: tuple[int, int, int]) -> None:
    gc.set_threshold(*thresholds)
    gc.unfreeze()


class PublicSearchBackend(BaseSearchBackend):
    """Keeps the index; :mod:`search.engine` asks it."""

    index_class = PublicIndex
    rebuilder_class = Rebuilder
    catch_indexing_errors = False

    @staticmethod
    def holds(model: type[Any]) -> bool:
        """Whether the index has what is of a model: pages, each as what it is."""
        return issubclass(model, Page) and model is not Page

    def search(self, *args: Any, **kwargs: Any) -> Any:
        """Not by this door.

        Raises:
            RuntimeError: always; pages of one language are found by :mod:`search.engine`.
        """
        raise RuntimeError("Ask search.engine, or Wagtail's default backend.")

    autocomplete = search
