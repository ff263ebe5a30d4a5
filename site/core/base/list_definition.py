"""Definition of a list of pages of one type."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.base.facets import Facet

#: Default number of pages on a results page.
PAGE_SIZE = 20
#: Query parameters of a list that are no facet; see :mod:`core.listings.params`.
RESERVED_PARAMS = ("page", "sort", "turn")


@dataclass(frozen=True)
class Sort:
    """An order that readers can choose; ``key`` is its word in addresses, ``order`` are arguments of ``order_by``."""

    key: str
    label: Any
    order: Callable[[], Sequence[Any]]


@dataclass(frozen=True)
class ListSection:
    """Pages of a results page under one heading. ``subject``: the object the heading names, for its language."""

    heading: Any
    pages: list[Any]
    subject: Any = None


@dataclass(frozen=True)
class ListTable:
    """A list as a table: its columns' headings, and what stands in them for some pages, asked for all at once."""

    headings: Callable[[], list[str]]
    rows: Callable[[list[Any], Locale], list[list[Any]]]


#: The order that every list can offer.
BY_TITLE = Sort("title", _("By title"), lambda: ("title", "pk"))


def in_one_section(pages: list[Any], _locale: Locale) -> list[ListSection]:
    """All of them, without a heading."""
    return [ListSection("", pages)]


@dataclass(frozen=True)
class ListDefinition:
    """A list that readers narrow and sort.

    ``find`` gives the pages of all languages. The first of the ``sorts`` is the usual one; in it a
    results page is divided by ``sections``. So many of the first facets as ``leading`` says stand open.

    Raises:
        ValueError: two facets have the same key.
    """

    name: str
    label: Any
    find: Callable[[], Any]
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]
    size: int = PAGE_SIZE
    sections: Callable[[list[Any], Locale], list[ListSection]] = in_one_section
    table: ListTable | None = None
    leading: int = 2

    def __post_init__(self) -> None:
        keys = [facet.key for facet in self.facets]
        if len({*keys, *RESERVED_PARAMS}) != len(keys) + len(RESERVED_PARAMS):
            raise ValueError(f"The facets of {self.name} need keys of their own.")

    @property
    def model(self) -> Any:
        return self.find().model
