"""What each type of page says to the rest of the platform: one declaration a type.

A page's model has its fields and the tabs of its editor. What its template, lists, the search, the API and others
show of it stands in a subclass of :class:`PageType`, in a module of its app's package ``page_types``. The modules are
imported when the server starts; nothing else has to name the type. ``docs/how-to/add-a-page-type.md`` shows all of it.
"""

import pkgutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from django.apps import apps
from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules
from wagtail.models import Locale, Page

AnyPage = TypeVar("AnyPage", bound=Page)
Declared = TypeVar("Declared", bound="type[PageType[Any]]")

#: A thing in schema.org's terms: property names to texts, numbers, things or lists of these.
Node: TypeAlias = dict[str, Any]

#: Reads a fact off a page; codes are named in the active language, which is the page's.
Fact: TypeAlias = Callable[[Any], Any]

#: Reads a relation out of what the page's template is given.
Relation: TypeAlias = Callable[[Mapping[str, Any]], Any]


class PageType(Generic[AnyPage]):
    """A type of page. Everything but ``model`` has a default that says nothing.

    ``name`` is its word in addresses and in what editors store, ``label`` what readers call several of such pages;
    by ``order`` the types are sorted wherever they stand beside each other.
    """

    model: type[AnyPage]
    name: ClassVar[str] = ""
    label: ClassVar[Any] = ""
    order: ClassVar[int] = 0

    #: The API's fields that are read off the page's own row, so that lists have them at no query a page.
    api_facts: ClassVar[Mapping[str, Fact]] = {}
    #: The API's fields that only a page of its own has. They are read from ``page`` and what :meth:`get_context` gives:
    #: what the public sees of them, in the page's language.
    api_relations: ClassVar[Mapping[str, Relation]] = {}

    def get_context(self, page: AnyPage, request: HttpRequest | None) -> dict[str, Any]:
        """What the page's template is given beside the page, in a number of queries that doesn't grow."""
        return {}

    def prepare_teasers(self, pages: Sequence[AnyPage], locale: Locale, beside: Page | None) -> None:
        """Give pages what their ``teaser_template`` shows beyond their own rows: as many queries for many as for one.

        ``beside`` is the page on which they stand, which need not be named once more.
        """

    def get_structured_data(self, page: AnyPage, context: Mapping[str, Any]) -> Node | None:
        """What the page is about, in schema.org's terms. ``context`` is its template's, so that no query is needed."""
        return None


_page_types: dict[type[Page], PageType[Any]] = {}


def register(declared: Declared) -> Declared:
    """Declare a page type: a decorator of its class.

    Raises:
        ValueError: the model or the name has a page type already.
    """
    page_type = declared()
    if page_type.model in _page_types:
        raise ValueError(f"{page_type.model._meta.label} has a page type already.")
    if page_type.name and any(other.name == page_type.name for other in _page_types.values()):
        raise ValueError(f"There is a page type named {page_type.name} already.")
    _page_types[page_type.model] = page_type
    return declared


def page_types() -> list[PageType[Any]]:
    """All types that were declared, in their order."""
    return sorted(_page_types.values(), key=lambda page_type: page_type.order)


def page_type_of(model: type[Page]) -> PageType[Any]:
    """The declaration of a model; one that says nothing where there is none."""
    return _page_types.get(model) or _undeclared(model)


def discover() -> None:
    """Import the modules of every app's package ``page_types``."""
    autodiscover_modules("page_types")
    for config in apps.get_app_configs():
        name = f"{config.name}.page_types"
        for module in pkgutil.iter_modules(getattr(sys.modules.get(name), "__path__", ())):
            import_module(f"{name}.{module.name}")


def _undeclared(model: type[Page]) -> PageType[Any]:
    page_type: PageType[Any] = PageType()
    page_type.model = model
    return page_type
