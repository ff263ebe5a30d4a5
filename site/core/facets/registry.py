"""Which lists there are, as apps register them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from wagtail.models import Locale, Page

from core.facets.facet import Facet

#: How many pages a leaf holds if nothing else is said.
LEAF_SIZE = 20
#: Words in the address of a list that mean no facet; see :mod:`core.facets.asking`.
OWN_KEYS = ("page", "sort", "turn")


@dataclass(frozen=True)
class Sort:
    """An order that readers can choose; ``key`` is its word in addresses, ``order`` are arguments of ``order_by``."""

    key: str
    label: Any
    order: Callable[[], Sequence[Any]]


@dataclass(frozen=True)
class Section:
    """Pages of a leaf that stand under a heading of their own. ``named``: what the heading names, for its language."""

    heading: Any
    pages: list[Any]
    named: Any = None


@dataclass(frozen=True)
class Table:
    """A list as a table: its columns' headings, and what stands in them for some pages, asked for all at once."""

    headings: Callable[[], list[str]]
    rows: Callable[[list[Any], Locale], list[list[Any]]]


@dataclass(frozen=True)
class FacetedList:
    """A type of page that readers list.

    ``find`` gives the pages of all languages. The first of the ``sorts`` is the usual one; in it a
    leaf is divided by ``sections``. ``index`` is the type of the page that shows the list, ``app.Model``.
    So many of the first facets as ``leading`` says stand open.
    """

    name: str
    label: Any
    index: str
    find: Callable[[], Any]
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]
    size: int = LEAF_SIZE
    sections: Callable[[list[Any], Locale], list[Section]] | None = None
    table: Table | None = None
    leading: int = 2

    @property
    def model(self) -> Any:
        """The pages' model."""
        return self.find().model

    @property
    def index_model(self) -> type[Page]:
        """The model of the page that shows the list."""
        model: type[Page] = apps.get_model(self.index)
        return model


_lists: dict[str, FacetedList] = {}


def register(listed: FacetedList) -> None:
    """Let a list be narrowed. Called in ``AppConfig.ready``.

    Raises:
        ValueError: a list of that name is registered already, or two facets have the same key.
    """
    if listed.name in _lists:
        raise ValueError(f"There is a list named {listed.name} already.")
    keys = [facet.key for facet in listed.facets]
    if len({*keys, *OWN_KEYS}) != len(keys) + len(OWN_KEYS):
        raise ValueError(f"The facets of {listed.name} need keys of their own.")
    _lists[listed.name] = listed


def faceted_list(name: str) -> FacetedList:
    """The list of that name.

    Raises:
        KeyError: no app has registered it.
    """
    return _lists[name]


def faceted_lists() -> list[FacetedList]:
    """All lists, in the order in which they were registered."""
    return list(_lists.values())
