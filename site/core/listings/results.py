"""Results of a list: one results page, the facets with their counts, and matches in other languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page as ResultsPage
from django.db.models import Q

from core.base.facets import Facet, Name
from core.base.list_definition import ListSection
from core.base.visibility import original_versions
from core.listings.cache import counts, get_or_compute
from core.listings.counts import Counts, count
from core.listings.params import ListParams
from core.listings.related import FirstPages, first_pages, large_fields, only_in_other_languages
from core.listings.teasers import prepare_teasers

#: A facet with more options than ``LONG`` shows the ``MAX_VISIBLE`` with the most pages; the others are collapsed.
LONG, MAX_VISIBLE = 12, 8
#: The most options that are collapsed, again those with the most pages: a region may have thousands of entities.
MAX_COLLAPSED = 100


@dataclass(frozen=True)
class Option:
    """A value of a facet, and how many pages selecting it would give."""

    value: str
    name: Name
    count: int
    is_selected: bool


@dataclass(frozen=True)
class FacetOptions:
    """A facet with its options; the ``collapsed`` ones are hidden until opened. A ``leading`` facet is open.

    ``rest`` is the number of further options, which appear once other facets narrow the list.
    """

    facet: Facet
    options: list[Option]
    collapsed: list[Option]
    leading: bool = False
    rest: int = 0

    @property
    def selected(self) -> list[Option]:
        return [option for option in (*self.options, *self.collapsed) if option.is_selected]


@dataclass(frozen=True)
class Chip:
    """A selected value; ``query`` is the query string without it."""

    facet: Facet
    name: Name
    query: str


@dataclass(frozen=True)
class Relaxation:
    """A facet that can be cleared to get ``number`` pages."""

    facet: Facet
    number: int
    query: str


class ListResults:
    """Results for one request. The number of queries depends only on the list's facets."""

    def __init__(self, params: ListParams) -> None:
        self.params = params
        self.definition = params.definition

    @property
    def _all(self) -> Any:
        return original_versions(self.definition.find().order_by())

    @cached_property
    def queryset(self) -> Any:
        """All pages that match, in every language and in no order."""
        return self.params.narrow(self._all)

    @cached_property
    def counts(self) -> Counts:
        """Number of pages, and of each facet value."""
        return counts(self.params, lambda: count(self.params, self._all.filter(locale=self.params.locale)))

    @cached_property
    def total(self) -> int:
        """Number of matching pages in the reader's language."""
        return self.counts.total

    @cached_property
    def results_page(self) -> ResultsPage:
        """The requested results page. The database sorts keys; whole rows are read for this page only.

        Raises:
            Http404: there is no such page.
        """
        results_page = self.params.paginate(self.total)
        part = f"keys-{self.params.sort.key}-{results_page.number}"
        start, stop = results_page.start_index() - 1, results_page.end_index()
        keys = get_or_compute(self.params, part, self.counts, lambda: self._keys(start, stop)) if self.total else []
        return ResultsPage(
            prepare_teasers(self._visible_pages(keys), self.params.locale), results_page.number, results_page.paginator
        )

    def _keys(self, start: int, stop: int) -> list[int]:
        queryset = self.queryset.filter(locale=self.params.locale).order_by(*self.params.sort.order())
        return list(queryset.values_list("pk", flat=True)[start:stop])

    def _visible_pages(self, keys: Iterable[int]) -> list[Any]:
        """The public pages with these primary keys, in this order, without large fields."""
        if not keys:
            return []
        queryset = (
            original_versions(self.definition.find().order_by())
            .select_related("locale")
            .defer(*large_fields(self.definition.model))
        )
        rows = queryset.in_bulk(list(keys))
        return [rows[key] for key in keys if key in rows]

    @cached_property
    def sections(self) -> list[ListSection]:
        """The results page in sections; only the default order has headings."""
        pages = list(self.results_page)
        if pages and self.params.sort == self.definition.sorts[0]:
            return self.definition.sections(pages, self.params.locale)
        return [ListSection("", pages)] if pages else []

    @cached_property
    def facets(self) -> list[FacetOptions]:
        """The facets in which at least one value has pages."""
        all_facets = (self._facet_options(facet, self.counts.values[facet.key]) for facet in self.definition.facets)
        usable = [facet for facet in all_facets if facet.options]
        return [replace(facet, leading=at < self.definition.leading) for at, facet in enumerate(usable)]

    def _facet_options(self, facet: Facet, numbers: Mapping[str, int]) -> FacetOptions:
        selection, names = self.params.selection[facet.key], self.params.names[facet.key]
        used_values = {value for value, number in numbers.items() if number}
        options = [
            Option(value, names[value], numbers.get(value, 0), value in selection)
            for value in names
            if value in used_values or value in selection
        ]
        if len(options) <= LONG:
            return FacetOptions(facet, options, [])
        by_relevance = sorted(options, key=lambda option: (not option.is_selected, -option.count))
        front = {option.value for option in by_relevance[: max(MAX_VISIBLE, len(selection))]}
        hidden_values = {option.value for option in by_relevance[len(front) : len(front) + MAX_COLLAPSED]}
        return FacetOptions(
            facet,
            [option for option in options if option.value in front],
            [option for option in options if option.value in hidden_values],
            rest=len(options) - len(front) - len(hidden_values),
        )

    @property
    def chips(self) -> list[Chip]:
        """The selected values, each with the query string that removes it."""
        params = self.params
        return [
            Chip(facet, params.names[facet.key][value], params.without(facet, value).query)
            for facet in self.definition.facets
            for value in params.selection[facet.key]
        ]

    @property
    def relaxations(self) -> list[Relaxation]:
        """If nothing matches: the facets that can be cleared to get results, most results first."""
        candidates = [
            Relaxation(facet, self.counts.without[facet.key], self.params.without(facet).query)
            for facet in self.definition.facets
            if self.counts.without.get(facet.key)
        ]
        return sorted(candidates, key=lambda relaxation: -relaxation.number)

    @cached_property
    def in_other_languages(self) -> FirstPages:
        """Matches that exist only in other languages; on the first results page only."""
        if self.results_page.number > 1:
            return FirstPages([], self.total, [], {})
        keys, numbers = get_or_compute(self.params, "elsewhere", self.counts, self._other_language_keys)
        return FirstPages([], self.total, self._visible_pages(keys), numbers)

    def _other_language_keys(self) -> tuple[list[int], Mapping[str, int]]:
        candidates = self.queryset.filter(only_in_other_languages(self.params.locale)).order_by(
            *self.definition.sorts[0].order()
        )
        (beginning,) = first_pages(candidates, self.params.locale, [Q()])
        return [page.pk for page in beginning.other_languages], beginning.counts

    def newest(self, limit: int) -> list[Any]:
        """The matching pages in the reader's language that were published last. One query."""
        return self.pages("-first_published_at", "-pk")[:limit]

    def pages(self, *order: Any) -> Any:
        """The matching pages in the reader's language, without large fields."""
        queryset = self.queryset.filter(locale=self.params.locale)
        return queryset.order_by(*order).select_related("locale").defer(*large_fields(self.definition.model))
