"""Storage of index terms: the table ``search_words``, which each database searches in its own way.

Both are given the same stems, field by field, so both find the same pages; see :mod:`search.analysis`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeAlias

from django.db import connection

from search.documents import PAGE_FIELDS
from search.storage import postgresql, sqlite
from search.storage.bulk_insert import Row

#: SQL with its parameters.
Sql: TypeAlias = tuple[str, list[Any]]

#: The parts of a page, the most telling first. Files come last: a page's own words count more.
FIELDS = (*PAGE_FIELDS, "files")


@dataclass(frozen=True)
class PageStems:
    """The stems of a page, by field, and the marks of its values; see :mod:`search.facet_tokens`."""

    page: int
    tag: str
    stems: Mapping[str, list[str]]
    marks: Sequence[str]


def storage() -> ModuleType:
    """The storage module for the database in use."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def write(rows: Iterable[PageStems]) -> None:
    """Put words in the place of those that a page had."""
    storage().write(list(map(_row, rows)))


def differing(rows: Iterable[PageStems]) -> set[int]:
    """The pages whose words are there and are other ones than these. A query."""
    pages: set[int] = storage().differing(list(map(_row, rows)))
    return pages


def _row(words: PageStems) -> Row:
    return words.page, words.tag, words.marks, [words.stems.get(name, []) for name in FIELDS]
