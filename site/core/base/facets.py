"""Facets: the filters of a list, and how many pages each value would give.

A facet's values are words for addresses, the same in every language: a code, a key, or the hexadecimal
translation key of a theme or group. How often each occurs is asked in SQL as pairs of a page and a value,
out of a table that holds the pages to be counted: ``pk``, and the ``columns`` that the facets name.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from wagtail.models import Locale

#: SQL of the columns ``holder`` and ``word``, and its parameters.
Pairs: TypeAlias = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Name:
    """Name of a value, and the tag of the language that the name is in."""

    label: str
    language: str


@dataclass(frozen=True)
class IndexedName:
    """Name of a value in a language, for the search; an ``acronym`` is used in place of the name."""

    language: str
    name: str
    acronym: str = ""


@dataclass(frozen=True)
class Facet(ABC):
    """One way to narrow a list. ``key`` is the parameter in addresses."""

    key: str
    label: Any

    #: Whether the search knows pages by what their values are called; see :meth:`indexed_names`.
    is_indexed_by_name: ClassVar[bool] = False
    #: Whether what a value is called, in all languages, means the same: whoever types one name finds the others too.
    has_synonyms: ClassVar[bool] = False

    def indexed_names(self) -> Mapping[str, list[IndexedName]]:
        """Every value with its names in all languages. One query."""
        return {}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the pages' own rows that :meth:`pairs` reads."""
        return ()

    @abstractmethod
    def names(self, locale: Locale) -> Mapping[str, Name]:
        """Every value that the public may know of and its name, in the order in which they are offered.

        One query, none for closed vocabularies.
        """

    @abstractmethod
    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        """Filter pages that have one of the values."""

    @abstractmethod
    def pairs(self, pages: str) -> Iterable[Pairs]:
        """Each page of a table, given by its quoted name, with each of its values.

        A pair comes once; where there are several queries, which are then united, it may come in each.
        """

    def fold(self, numbers: Mapping[str, int]) -> Mapping[str, int]:
        """Pages by value, from the counts of the database."""
        return numbers
