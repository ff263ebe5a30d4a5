"""Vocabulary of each language: updated with the index, read by the query interpreter."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from core.base.batches import batched
from search import analysis, storage
from search.documents import FEW, IndexDocument
from search.models import Entry, Word
from search.upstream import delete_rows

#: Rows written with one statement.
BATCH = 500
#: Words in one question, as databases take so many.
LOOKUP_BATCH = 5_000
#: Words shorter than this are typed too quickly to be corrected, and say too little to be completed.
SHORTEST = 2
#: What is kept of a word.
COLUMNS = ("locale_id", "word", "stem", "spelling", "start", "end", "length", "pages", "titles")


class Vocabulary:
    """Counts the words of pages: in how many each is said, and how it is written in most of them."""

    def __init__(self) -> None:
        self._pages: dict[int, Counter[str]] = defaultdict(Counter)
        self._titles: dict[int, Counter[str]] = defaultdict(Counter)
        self._spellings: dict[int, Counter[str]] = defaultdict(Counter)
        self._tags: dict[int, str] = {}

    def count(self, documents: Iterable[IndexDocument]) -> None:
        """Take note of the words of documents; those of their files are too many and too often misread."""
        for document in documents:
            locale = document.fields["locale_id"]
            self._tags[locale] = document.tag
            spellings = {*document.titles, *document.rest}
            self._spellings[locale].update(spellings)
            self._pages[locale].update(set(map(analysis.fold, spellings)))
            self._titles[locale].update(set(map(analysis.fold, document.titles)))

    def take_back(self, pages: Sequence[int]) -> None:
        """Take note that pages no longer say what the index has of them. A query."""
        rows = Entry.objects.order_by().filter(pk__in=pages)
        texts = rows.values_list("locale_id", "title", "acronym", "summary", "text")
        for locale, title, acronym, *rest in texts if len(pages) <= FEW else texts.iterator(chunk_size=50):
            titles = _terms(title) | _terms(acronym)
            self._titles[locale].subtract(titles)
            self._pages[locale].subtract(titles.union(*map(_terms, rest)))

    @transaction.atomic
    def change(self) -> None:
        """Apply the collected changes to the vocabulary: new words, changed numbers of pages, removed words."""
        rows = [
            (locale, word, pages, self._titles[locale][word])
            for locale, counter in sorted(self._pages.items())
            for word, pages in sorted(counter.items())
            if (pages or self._titles[locale][word]) and _is_indexable(word)
        ]
        if not rows:
            return
        for locale in self._pages:
            new_words = [word for row_locale, word, pages, _titles in rows if row_locale == locale and pages > 0]
            self._keep_new(locale, sorted(set(new_words) - self._existing(locale, new_words)))
        storage.storage().shift(rows)
        for locale in self._pages:
            rarer = [word for row_locale, word, pages, _titles in rows if row_locale == locale and pages < 0]
            for batch in batched(rarer, LOOKUP_BATCH):
                obsolete = Word.objects.filter(locale_id=locale, word__in=batch, pages=0)
                delete_rows(obsolete)

    def _keep_new(self, locale: int, new: Sequence[str]) -> None:
        """Keep words that are said by no page yet."""
        if new:
            spellings = self._words(locale, set(new))
            self._insert([[*self._row(locale, word, spellings[word])[:-2], 0, 0] for word in new])

    def differing(self) -> dict[int, set[str]]:
        """The words of each language that are kept otherwise than they were counted."""
        differences: dict[int, set[str]] = defaultdict(set)
        existing: dict[int, set[str]] = defaultdict(set)
        rows = Word.objects.values_list("locale_id", "word", "pages", "titles")
        for locale, word, pages, titles in rows.iterator(chunk_size=BATCH * 10):
            existing[locale].add(word)
            if (pages, titles) != (self._pages[locale][word], self._titles[locale][word]) or not _is_indexable(word):
                differences[locale].add(word)
        for locale, counter in self._pages.items():
            counted_words = {word for word, pages in counter.items() if pages and _is_indexable(word)}
            if missing := counted_words - existing[locale]:
                differences[locale] |= missing
        return differences

    @transaction.atomic
    def correct(self) -> None:
        """Keep the words that differ as they were counted."""
        for locale, words in self.differing().items():
            for batch in batched(sorted(words), LOOKUP_BATCH):
                delete_rows(Word.objects.filter(locale_id=locale, word__in=batch))
            self._keep(locale, self._words(locale, words))

    @staticmethod
    def _existing(locale: int, words: list[str]) -> set[str]:
        """Existing words among those given; in batches, as databases limit parameters."""
        existing: set[str] = set()
        for batch in batched(words, LOOKUP_BATCH):
            rows = Word.objects.filter(locale_id=locale, word__in=batch)
            existing.update(rows.values_list("word", flat=True))
        return existing

    @transaction.atomic
    def replace(self) -> None:
        """Keep the words that were counted, and no others."""
        delete_rows(Word.objects.all())
        for locale in self._pages:
            self._keep(locale, self._words(locale))

    def _keep(self, locale: int, words: Mapping[str, str]) -> None:
        self._insert([self._row(locale, word, spelling) for word, spelling in words.items()])

    @staticmethod
    def _insert(rows: Sequence[list[Any]]) -> None:
        for batch in batched(rows, BATCH):
            storage.storage().insert_rows(Word, COLUMNS, batch)

    def _words(self, locale: int, selection: Container[str] | None = None) -> dict[str, str]:
        """The words that are kept, each as it is written most often; in small letters if it is anywhere."""
        best: dict[str, tuple[bool, int, str]] = {}
        for spelling, pages in self._spellings[locale].items():
            word = analysis.fold(spelling)
            if _is_indexable(word) and (selection is None or word in selection):
                best[word] = max(best.get(word, (False, 0, "")), (spelling == spelling.lower(), pages, spelling))
        return {word: spelling[:40] for word, (_small, _pages, spelling) in best.items()}

    def _row(self, locale: int, word: str, spelling: str) -> list[Any]:
        stem = analysis.stem(word, analysis.base(self._tags[locale]))
        pages, titles = self._pages[locale][word], self._titles[locale][word]
        return [locale, word, stem, spelling, word[0], word[-2:], len(word), pages, titles]


def _terms(text: str) -> set[str]:
    """The folded words and compounds of a text."""
    return set(map(analysis.fold, analysis.terms(text)))


def _is_indexable(word: str) -> bool:
    return len(word) >= SHORTEST and word[0].isalpha()
