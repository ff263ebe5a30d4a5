"""The words of each language: kept as pages are indexed, asked when a question is read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from search import analysis, storage
from search.documents import Document
from search.models import Word

#: Rows written with one statement.
BATCH = 500
#: Words shorter than this are typed too quickly to be corrected, and say too little to be completed.
SHORTEST = 2
#: What is kept of a word.
COLUMNS = ("locale_id", "word", "stem", "written", "start", "end", "length", "pages", "titles")


class Vocabulary:
    """Counts the words of documents: in how many pages each is said, and how it is written in most of them."""

    def __init__(self) -> None:
        self._pages: dict[int, Counter[str]] = defaultdict(Counter)
        self._titles: dict[int, Counter[str]] = defaultdict(Counter)
        self._written: dict[int, Counter[str]] = defaultdict(Counter)
        self._tags: dict[int, str] = {}

    def count(self, documents: Iterable[Document]) -> None:
        """Take note of the words of documents; those of their files are too many and too often misread."""
        for document in documents:
            locale = document.fields["locale_id"]
            self._tags[locale] = document.tag
            written = {*document.titles, *document.rest}
            self._written[locale].update(written)
            self._pages[locale].update(set(map(analysis.fold, written)))
            self._titles[locale].update(set(map(analysis.fold, document.titles)))

    def add(self) -> None:
        """Keep the words that are new."""
        for locale in self._pages:
            words = self._words(locale)
            there = self._there(locale, list(words))
            self._keep(locale, {word: written for word, written in words.items() if word not in there})

    @staticmethod
    def _there(locale: int, words: list[str]) -> set[str]:
        """Those of the words that are kept already; asked for some at a time, as databases take so many."""
        found: set[str] = set()
        for start in range(0, len(words), BATCH * 10):
            rows = Word.objects.filter(locale_id=locale, word__in=words[start : start + BATCH * 10])
            found.update(rows.values_list("word", flat=True))
        return found

    @transaction.atomic
    def replace(self) -> None:
        """Keep the words that were counted, and no others."""
        Word.objects.all()._raw_delete("default")  # noqa: SLF001 - nothing hangs on the rows
        for locale in self._pages:
            self._keep(locale, self._words(locale))

    def _keep(self, locale: int, words: Mapping[str, str]) -> None:
        rows = [self._row(locale, word, written) for word, written in words.items()]
        for start in range(0, len(rows), BATCH):
            storage.storage().put(Word, COLUMNS, rows[start : start + BATCH])

    def _words(self, locale: int) -> dict[str, str]:
        """The words that are kept, each as it is written most often; in small letters if it is anywhere."""
        best: dict[str, tuple[bool, int, str]] = {}
        for written, pages in self._written[locale].items():
            word = analysis.fold(written)
            if len(word) >= SHORTEST and word[0].isalpha():
                best[word] = max(best.get(word, (False, 0, "")), (written == written.lower(), pages, written))
        return {word: written[:40] for word, (_small, _pages, written) in best.items()}

    def _row(self, locale: int, word: str, written: str) -> list[Any]:
        stem = analysis.stem(word, analysis.base(self._tags[locale]))
        pages, titles = self._pages[locale][word], self._titles[locale][word]
        return [locale, word, stem, written, word[0], word[-2:], len(word), pages, titles]
