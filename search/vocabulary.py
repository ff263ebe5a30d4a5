"""The words of each language: kept as pages are indexed, asked when a question is read."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from search import analysis
from search.documents import Document
from search.models import Word

#: Rows written with one statement.
BATCH = 500
#: Words shorter than this are typed too quickly to be corrected, and say too little to be completed.
SHORTEST = 2


class Vocabulary:
    """Counts the words of documents."""

    def __init__(self) -> None:
        self._pages: dict[int, Counter[str]] = {}
        self._titles: dict[int, Counter[str]] = {}
        self._written: dict[tuple[int, str], str] = {}
        self._tags: dict[int, str] = {}

    def count(self, documents: Iterable[Document]) -> None:
        """Take note of the words of documents; those of their files are too many and too often misread."""
        for document in documents:
            locale = document.fields["locale_id"]
            self._tags[locale] = document.tag
            title, rest = self._words(locale, document.titles), self._words(locale, document.rest)
            self._titles.setdefault(locale, Counter()).update(title)
            self._pages.setdefault(locale, Counter()).update(title | rest)

    def _words(self, locale: int, said: list[str]) -> set[str]:
        found = set()
        for written in set(said):
            word = analysis.fold(written)
            if len(word) >= SHORTEST and word[0].isalpha():
                found.add(word)
                held = self._written.get((locale, word))
                # Of the ways in which a word is written the one in small letters is its own.
                if held is None or (held != held.lower() and written == written.lower()):
                    self._written[locale, word] = written[:40]
        return found

    def add(self) -> None:
        """Keep the words that are new."""
        for locale, counter in self._pages.items():
            there = self._there(locale, list(counter))
            rows = [self._row(locale, word) for word in counter if word not in there]
            Word.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)

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
        for locale, counter in self._pages.items():
            Word.objects.bulk_create((self._row(locale, word) for word in counter), batch_size=BATCH)

    def _row(self, locale: int, word: str) -> Word:
        return Word(
            locale_id=locale,
            word=word,
            stem=analysis.stem(word, analysis.base(self._tags[locale])),
            written=self._written[locale, word],
            start=word[0],
            end=word[-2:],
            length=len(word),
            pages=self._pages[locale][word],
            titles=self._titles[locale][word],
        )
