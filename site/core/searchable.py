"""What apps tell the public search of their pages, beyond the words of each page.

``search`` knows no app: an app says in ``AppConfig.ready`` which facets its pages have, whose names belong to
them, and where their files are.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.apps import apps
from django.dispatch import Signal

from core.facets.facet import Facet

#: Sent with the ``keys`` of pages that are to be indexed anew.
pages_changed = Signal()
#: Pages to be indexed anew when a piece of work ends, where one has asked for that.
_at_the_end: ContextVar[set[int] | None] = ContextVar("pages_indexed_at_the_end", default=None)

#: Documents by the key of the page that offers them: the document's key and the tag of its language, or nothing.
Files: TypeAlias = Mapping[int, list[tuple[int, str]]]


@dataclass(frozen=True)
class Named:
    """What somebody or something is called in a language; an ``acronym`` stands for the name."""

    language: str
    name: str
    acronym: str = ""


def _no_files(_keys: Iterable[int]) -> Files:
    return {}


@dataclass(frozen=True)
class Searchable:
    """A type of page, ``app.Model``, as the search needs it.

    ``kind`` is its value in the facet of types. Of ``facets`` several may have the same key: their values are
    united. What those in ``loosely`` name belongs to a page as one of many. ``date`` is the field whose year is a
    facet, ``precision`` the one that says how much of it is known; ``ages`` says that older pages matter less.
    ``number`` is the field that has the goal which the page is about as a whole.
    """

    model: str
    kind: str
    facets: tuple[Facet, ...] = ()
    loosely: tuple[Facet, ...] = ()
    files: Callable[[Iterable[int]], Files] = field(default=_no_files)
    date: str = ""
    precision: str = ""
    ages: bool = False
    number: str = ""

    @property
    def page_model(self) -> Any:
        """The pages' model."""
        return apps.get_model(self.model)


#: Gives every value of a facet with its names in all languages. One query.
Names: TypeAlias = Callable[[], Mapping[str, list[Named]]]

_types: dict[str, Searchable] = {}
_names: dict[str, Names] = {}
#: Facets whose values have the same meaning whatever they are called: their names and acronyms are synonyms.
_synonymous: set[str] = set()


def register(searchable: Searchable) -> None:
    """Tell of a type of page.

    Raises:
        ValueError: it is known already.
    """
    label = searchable.model.lower()
    if label in _types:
        raise ValueError(f"The search knows {searchable.model} already.")
    _types[label] = searchable


def register_names(key: str, names: Names, *, synonyms: bool = False) -> None:
    """Tell what the values of a facet are called; with ``synonyms``, whoever types one name finds the others too."""
    _names[key] = names
    if synonyms:
        _synonymous.add(key)


def searchable(model: Any) -> Searchable | None:
    """What is known of a type of page."""
    return _types.get(model._meta.label_lower)


def searchables() -> list[Searchable]:
    """All types that somebody has told of."""
    return list(_types.values())


def names() -> Mapping[str, Names]:
    """What tells the names of a facet's values, by the facet's key."""
    return dict(_names)


def synonyms() -> Iterable[list[Named]]:
    """Of everything whose names are synonyms, the names. One query a facet."""
    for key in sorted(_synonymous):
        yield from _names[key]().values()


def index_anew(keys: Collection[int]) -> None:
    """Have pages indexed anew, in the background or when the work in hand ends."""
    waiting = _at_the_end.get()
    if waiting is not None:
        waiting.update(keys)
    elif keys:
        pages_changed.send(sender=None, keys=sorted(keys))


@contextmanager
def indexed_anew_at_the_end() -> Iterator[set[int]]:
    """Have what is asked for inside done when the context ends, each page once; after an error, nothing.

    For work that publishes many pages, each several times. It takes out what it has indexed itself.
    """
    waiting: set[int] = set()
    token = _at_the_end.set(waiting)
    try:
        yield waiting
    finally:
        _at_the_end.reset(token)
    index_anew(waiting)
