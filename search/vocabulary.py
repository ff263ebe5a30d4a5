"""The words of each language: kept as pages are indexed, asked when a question is read."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from core.base.batches import batched
from search import analysis, storage
from search.documents import FEW, IndexDocument
from search.models import Entry, Word

#: Rows written with one statement.
BATCH = 500
#: Words in one question, as databases take so many.
ASKED = 5_000
#: Words shorter than this are typed too quickly to be corrected, and say too little to be completed.
SHORTEST = 2
#: What is kept of a word.
COLUMNS = ("locale_id", "word", "stem", "written", "start", "end", "length", "pages", "titles")


class Vocabulary:
    """Counts the words of pages: in how many each is said, and how it is written in most of them."""

    def __init__(self) -> None:
        self._pages: dict[int, Counter[str]] = defaultdict(Counter)
        self._titles: dict[int, Counter[str]] = defaultdict(Counter)
        self._written: dict[int, Counter[str]] = defaultdict(Counter)
        self._tags: dict[int, str] = {}

    def count(self, documents: Iterable[IndexDocument]) -> None:
        """Take note of the words of documents; those of their files are too many and too often misread."""
        for document in documents:
            locale = document.fields["locale_id"]
            self._tags[locale] = document.tag
            written = {*document.titles, *document.rest}
            self._written[locale].update(written)
            self._pages[locale].update(set(map(analysis.fold, written)))
            self._titles[locale].update(set(map(analysis.fold, document.titles)))

    def take_back(self, pages: Sequence[int]) -> None:
        """Take note that pages no longer say what the index has of them. A query."""
        rows = Entry.objects.order_by().filter(pk__in=pages)
        said = rows.values_list("locale_id", "title", "acronym", "summary", "text")
        for locale, title, acronym, *rest in said if len(pages) <= FEW else said.iterator(chunk_size=50):
            titles = _terms(title) | _terms(acronym)
            self._titles[locale].subtract(titles)
            self._pages[locale].subtract(titles.union(*map(_terms, rest)))

    @transaction.atomic
    def change(self) -> None:
        """Have what was noted changed in what is kept: words are new, or said by more pages or fewer, or by none."""
        rows = [
            (locale, word, pages, self._titles[locale][word])
            for locale, counted in sorted(self._pages.items())
            for word, pages in sorted(counted.items())
            if (pages or self._titles[locale][word]) and _is_kept(word)
        ]
        if not rows:
            return
        for locale in self._pages:
            more = [word for where, word, pages, _titles in rows if where == locale and pages > 0]
            self._keep_new(locale, sorted(set(more) - self._there(locale, more)))
        storage.storage().shift(rows)
        for locale in self._pages:
            fewer = [word for where, word, pages, _titles in rows if where == locale and pages < 0]
            for some in batched(fewer, ASKED):
                gone = Word.objects.filter(locale_id=locale, word__in=some, pages=0)
                gone._raw_delete("default")  # noqa: SLF001 - nothing hangs on the rows

    def _keep_new(self, locale: int, new: Sequence[str]) -> None:
        """Keep words that are said by no page yet."""
        if new:
            written = self._words(locale, set(new))
            self._put([[*self._row(locale, word, written[word])[:-2], 0, 0] for word in new])

    def differing(self) -> dict[int, set[str]]:
        """The words of each language that are kept otherwise than they were counted."""
        found: dict[int, set[str]] = defaultdict(set)
        there: dict[int, set[str]] = defaultdict(set)
        rows = Word.objects.values_list("locale_id", "word", "pages", "titles")
        for locale, word, pages, titles in rows.iterator(chunk_size=BATCH * 10):
            there[locale].add(word)
            if (pages, titles) != (self._pages[locale][word], self._titles[locale][word]) or not _is_kept(word):
                found[locale].add(word)
        for locale, counted in self._pages.items():
            said = {word for word, pages in counted.items() if pages and _is_kept(word)}
            if missing := said - there[locale]:
                found[locale] |= missing
        return found

    @transaction.atomic
    def correct(self) -> None:
        """Keep the words that differ as they were counted."""
        for locale, words in self.differing().items():
            for some in batched(sorted(words), ASKED):
                Word.objects.filter(locale_id=locale, word__in=some)._raw_delete("default")  # noqa: SLF001 - as above
            self._keep(locale, self._words(locale, words))

    @staticmethod
    def _there(locale: int, words: list[str]) -> set[str]:
        """Those of the words that are kept already; asked for some at a time, as databases take so many."""
        found: set[str] = set()
        for some in batched(words, ASKED):
            rows = Word.objects.filter(locale_id=locale, word__in=some)
            found.update(rows.values_list("word", flat=True))
        return found

    @transaction.atomic
    def replace(self) -> None:
        """Keep the words that were counted, and no others."""
        Word.objects.all()._raw_delete("default")  # noqa: SLF001 - nothing hangs on the rows
        for locale in self._pages:
            self._keep(locale, self._words(locale))

    def _keep(self, locale: int, words: Mapping[str, str]) -> None:
        self._put([self._row(locale, word, written) for word, written in words.items()])

    @staticmethod
    def _put(rows: Sequence[list[Any]]) -> None:
        for batch in batched(rows, BATCH):
            storage.storage().put(Word, COLUMNS, batch)

    def _words(self, locale: int, among: Container[str] | None = None) -> dict[str, str]:
        """The words that are kept, each as it is written most often; in small letters if it is anywhere."""
        best: dict[str, tuple[bool, int, str]] = {}
        for written, pages in self._written[locale].items():
            word = analysis.fold(written)
            if _is_kept(word) and (among is None or word in among):
                best[word] = max(best.get(word, (False, 0, "")), (written == written.lower(), pages, written))
        return {word: written[:40] for word, (_small, _pages, written) in best.items()}

    def _row(self, locale: int, word: str, written: str) -> list[Any]:
        stem = analysis.stem(word, analysis.base(self._tags[locale]))
        pages, titles = self._pages[locale][word], self._titles[locale][word]
        return [locale, word, stem, written, word[0], word[-2:], len(word), pages, titles]


def _terms(text: str) -> set[str]:
    """The folded words and compounds of a text."""
    return set(map(analysis.fold, analysis.terms(text)))


def _is_kept(word: str) -> bool:
    return len(word) >= SHORTEST and word[0].isalpha()
