"""Declarations of page types: what each offers to lists, search, API, structured data and other pages.

A page's model has its fields and the tabs of its editor. What its template, lists, the search, the API and others
show of it stands in a subclass of :class:`PageType`, in a module of its app's package ``page_types``. The modules are
imported when the server starts; nothing else has to name the type. ``docs/how-to/add-a-page-type.md`` shows all of it.
"""

import pkgutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from core.base.facets import Facet
from core.base.list_definition import BY_TITLE, PAGE_SIZE, ListDefinition, ListSection, ListTable, Sort, in_one_section

AnyPage = TypeVar("AnyPage", bound=Page)
PageTypeClass = TypeVar("PageTypeClass", bound="type[PageType[Any]]")

#: A thing in schema.org's terms: property names to texts, numbers, things or lists of these.
Node: TypeAlias = dict[str, Any]

#: Documents by the key of the page that offers them: the document's key and the tag of its language, or nothing.
Files: TypeAlias = Mapping[int, list[tuple[int, str]]]

#: Narrows pages of all languages to those that concern something.
PageFilter: TypeAlias = Callable[[PageQuerySet, Any], PageQuerySet]

#: Reads a fact off a page; codes are named in the active language, which is the page's.
Fact: TypeAlias = Callable[[Any], Any]

#: Answers at the page's address, or at one below it: takes the request, the page, and what the address says.
PageView: TypeAlias = Callable[..., HttpResponseBase]

#: Reads a relation out of what the page's template is given.
Relation: TypeAlias = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True)
class ListingPart:
    """Part of a listing with its own label; a page may be in several."""

    name: str
    label: Any
    holds: Q


@dataclass(frozen=True)
class RelatedListing:
    """Pages of a type as the pages of another one, ``on``, list them: those that one of its ``subject_filters`` gives.

    ``value`` reads off a page what the filter takes, ``query`` how the list of all pages is narrowed to it in
    addresses. Name, label and order are the type's unless others are given; ``find`` gives the pages where the
    filter doesn't. With ``parts`` they are asked for once and shown under several labels. What there is no room for
    stands in the list of all pages, unless ``has_list`` says that it is not to be found there.
    """

    on: str
    subject: str
    value: Callable[[Any], Any]
    query: Callable[[Any], str]
    name: str = ""
    label: Any = ""
    order: int = 0
    find: Callable[[Any], PageQuerySet] | None = None
    parts: tuple[ListingPart, ...] = ()
    has_list: bool = True


@dataclass(frozen=True)
class FrontPagePart:
    """Section of the home page for a type. An empty one is left out.

    ``find`` gives what ``template`` shows as ``part.found``, for a home page, in one query. ``leading`` parts stand
    before what editors compose.
    """

    label: Any
    find: Callable[[Page, HttpRequest], Any]
    order: int = 0
    template: str = "pages/front_listing.html"
    leading: bool = False


class PageType(Generic[AnyPage]):
    """A type of page. Everything but ``model`` has a default that says nothing.

    ``name`` is its word in addresses and in what editors store, ``label`` what readers call several of such pages;
    by ``order`` the types are sorted wherever they stand beside each other.
    """

    model: type[AnyPage]
    name: ClassVar[str] = ""
    label: ClassVar[Any] = ""
    order: ClassVar[int] = 0

    #: Whether such pages are listed on other pages, by the API and in ``llms.txt``.
    in_listings: ClassVar[bool] = True
    #: The model of the page that lists all of them.
    index_model: ClassVar[type[Page] | None] = None
    #: What readers narrow that list by, what they sort it by, and how many pages it shows at once.
    list_filters: ClassVar[tuple[Facet, ...]] = ()
    list_sorts: ClassVar[tuple[Sort, ...]] = (BY_TITLE,)
    list_per_page: ClassVar[int] = PAGE_SIZE
    #: What that page says in a language in which there are none.
    list_empty: ClassVar[Any] = _("There is nothing to list in this language yet.")
    #: The list as a table for spreadsheets.
    list_table: ClassVar[ListTable | None] = None
    #: What narrows pages of the type, of all languages, to those that concern a subject: ``goal`` (a number),
    #: ``country`` (a code), ``theme`` and ``group`` (a theme or a group's page, in any language).
    subject_filters: ClassVar[Mapping[str, PageFilter]] = {}
    #: Where else pages of the type are listed.
    related_listings: ClassVar[tuple[RelatedListing, ...]] = ()
    #: What the home page shows of them.
    front_page_part: ClassVar[FrontPagePart | None] = None

    #: What the search of all pages narrows these by. Of several with the same key the values are united; what the
    #: loose ones name belongs to a page as one of many.
    search_filters: ClassVar[tuple[Facet, ...]] = ()
    search_loose_filters: ClassVar[tuple[Facet, ...]] = ()
    #: The field with the day of a page, and the one that says how much of that is known.
    search_date: ClassVar[str] = ""
    search_date_precision: ClassVar[str] = ""
    #: Whether older pages matter less.
    search_ages: ClassVar[bool] = False
    #: The field with the goal that a page is about as a whole.
    search_goal: ClassVar[str] = ""
    #: How much further up such pages stand; those that answer a question as a whole have more than what tells of it.
    search_weight: ClassVar[float] = 0.2

    #: Views of what the page's routes (``@path``) name with :meth:`core.base.models.BasePage.respond`.
    views: ClassVar[Mapping[str, PageView]] = {}

    #: The API's fields that are read off the page's own row, so that lists have them at no query a page.
    api_facts: ClassVar[Mapping[str, Fact]] = {}
    #: The API's fields that only a page of its own has. They are read from ``page`` and what :meth:`get_context` gives:
    #: what the public sees of them, in the page's language.
    api_relations: ClassVar[Mapping[str, Relation]] = {}

    def get_queryset(self) -> PageQuerySet:
        """The pages of all languages, in the usual order of lists, with what their teasers show."""
        pages: PageQuerySet = self.model.objects.all()
        return pages

    def get_list_sections(self, pages: list[Any], locale: Locale) -> list[ListSection]:
        """Some pages of the list, in its usual order, under headings."""
        return in_one_section(pages, locale)

    @cached_property
    def list_definition(self) -> ListDefinition:
        """The list of all pages of the type."""
        return ListDefinition(
            name=self.name,
            label=self.label,
            find=self.get_queryset,
            facets=self.list_filters,
            sorts=self.list_sorts,
            size=self.list_per_page,
            sections=self.get_list_sections,
            table=self.list_table,
        )

    def get_context(self, page: AnyPage, request: HttpRequest | None) -> dict[str, Any]:
        """Template context of the page, in a constant number of queries."""
        return {}

    def get_list_context(self, page: Page, context: Mapping[str, Any], request: HttpRequest) -> dict[str, Any]:
        """Template context of the list of all pages, beside the list itself, which ``context`` has."""
        return {}

    def get_files(self, keys: Iterable[int]) -> Files:
        """The documents, by the keys of the pages that offer them, with whose texts the search finds these."""
        return {}

    def prepare_teasers(self, pages: Sequence[AnyPage], locale: Locale, beside: Page | None) -> None:
        """Give pages what their ``teaser_template`` shows beyond their own rows: as many queries for many as for one.

        ``beside`` is the page on which they stand, which need not be named once more.
        """

    def get_structured_data(self, page: AnyPage, context: Mapping[str, Any]) -> Node | None:
        """Schema.org data of the page. ``context`` is its template's, so that no query is needed."""
        return None


_page_types: dict[type[Page], PageType[Any]] = {}
_shared_views: dict[str, PageView] = {}


def register(page_type_class: PageTypeClass) -> PageTypeClass:
    """Declare a page type: a decorator of its class.

    Raises:
        ValueError: the model or the name has a page type already, or two filters of its list have the same key.
    """
    page_type = page_type_class()
    if page_type.model in _page_types:
        raise ValueError(f"{page_type.model._meta.label} has a page type already.")
    if page_type.name and any(entry.name == page_type.name for entry in _page_types.values()):
        raise ValueError(f"There is a page type named {page_type.name} already.")
    page_type.list_definition  # noqa: B018 - refuses filters with the same key
    _page_types[page_type.model] = page_type
    return page_type_class


def page_types() -> list[PageType[Any]]:
    """All types that were declared, in their order."""
    return sorted(_page_types.values(), key=lambda page_type: page_type.order)


def page_type_of(model: type[Page]) -> PageType[Any]:
    """The declaration of a model; one that says nothing where there is none."""
    return _page_types.get(model) or _default_page_type(model)


def share_view(name: str, view: PageView) -> None:
    """Declare a view that pages of every type have."""
    _shared_views[name] = view


def view_of(model: type[Page], name: str) -> PageView:
    """The view of that name: the type's own, or the one that all types have.

    Raises:
        KeyError: there is none.
    """
    return page_type_of(model).views.get(name) or _shared_views[name]


def listing_types() -> dict[str, PageType[Any]]:
    """The types that listings can hold, by name."""
    return {page_type.name: page_type for page_type in page_types() if page_type.name and page_type.in_listings}


def get_page_type(name: str) -> PageType[Any]:
    """The type of that name.

    Raises:
        KeyError: there is none.
    """
    return {page_type.name: page_type for page_type in page_types()}[name]


def page_type_of_index(index_model: type[Page]) -> PageType[Any]:
    """The type whose pages an index page lists.

    Raises:
        LookupError: no type names it as its ``index_model``.
    """
    for page_type in page_types():
        if page_type.index_model is index_model:
            return page_type
    raise LookupError(f"No page type is listed by {index_model._meta.label}.")


def search_filters() -> dict[str, Facet]:
    """Filters of the search, the first of each key."""
    filters: dict[str, Facet] = {}
    for page_type in page_types():
        for facet in (*page_type.search_filters, *page_type.search_loose_filters):
            filters.setdefault(facet.key, facet)
    return filters


def discover() -> None:
    """Import the modules of every app's package ``page_types``."""
    autodiscover_modules("page_types")
    for config in apps.get_app_configs():
        name = f"{config.name}.page_types"
        for module in pkgutil.iter_modules(getattr(sys.modules.get(name), "__path__", ())):
            import_module(f"{name}.{module.name}")


def _default_page_type(model: type[Page]) -> PageType[Any]:
    page_type: PageType[Any] = PageType()
    page_type.model = model
    return page_type
