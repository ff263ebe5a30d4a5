"""Overview of several lists filtered together, by their common facets."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from core.base.facets import Facet, Name, Pairs
from core.base.list_definition import ListDefinition, Sort
from core.base.page_types import get_page_type
from core.base.visibility import original_versions
from core.listings.cache import counts
from core.listings.counts import Counts, count
from core.listings.params import ListParams, parse_params
from core.listings.related import Listing, ListingResults, listings, listings_of
from core.listings.results import ListResults
from core.seo.languages import page_languages, with_switcher_urls

#: The facets that lists have in common, in the order in which they are offered.
COMMON_FACETS = ("theme", "country", "group")
TYPE = "type"
#: The name in the query by which a reader asks for the facets; whatever is chosen asks for them too.
FILTER = "filter"


class OverviewParams(ListParams):
    """Parameters of the listings of a page."""

    @property
    def hidden_fields(self) -> dict[str, str]:
        """Hidden fields of the facets' form: without a choice, the facets are still offered."""
        return {FILTER: "1"}


@dataclass(frozen=True)
class ListingFacet(Facet):
    """Facet that chooses among the listings."""

    listings: tuple[Listing, ...]

    def names(self, locale: Locale) -> Mapping[str, Name]:
        return {listing.name: Name(str(listing.label), locale.language_code) for listing in self.listings}

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        """Each listing is shown as a whole or not at all."""
        return pages

    def pairs(self, pages: str) -> Iterable[Pairs]:
        """Each listing is counted as a whole."""
        return ()


class Overview(ListResults):
    """The listings of a page, as a reader narrows them; those that don't know a facet are left out while it is used."""

    def __init__(self, page: Page, request: HttpRequest) -> None:
        self.page = page
        self.all = tuple(listing for listing in listings_of(page) if listing.whole)
        super().__init__(parse_params(self._combined_definition(), page.locale, request.GET, OverviewParams))

    def _combined_definition(self) -> ListDefinition:
        """A list of all of them, with the facets that at least two have."""
        uses_by_facet = Counter(facet.key for listing in self.all for facet in _list_of(listing).facets)
        facets_by_key = {facet.key: facet for listing in reversed(self.all) for facet in _list_of(listing).facets}
        common_facets = tuple(facets_by_key[key] for key in COMMON_FACETS if uses_by_facet[key] > 1)
        facets = (ListingFacet(TYPE, _("Type"), self.all), *common_facets)
        return ListDefinition("overview", "", Page.objects.none, facets, (Sort("usual", "", lambda: ()),))

    @cached_property
    def counts(self) -> Counts:
        """Number of pages in all listings, and of each facet value."""
        selection = self.params.selection
        by_listing = {listing.name: self._count(listing) for listing in self.all}
        visible_counts = [by_listing[name] for name in selection[TYPE] or by_listing]
        values: dict[str, Counter[str]] = {facet.key: Counter() for facet in self.definition.facets}
        without: Counter[str] = Counter()
        for listing_counts in visible_counts:
            for key, numbers in listing_counts.values.items():
                values[key].update(numbers)
            without.update(listing_counts.without)
        values[TYPE].update({name: listing_counts.total for name, listing_counts in by_listing.items()})
        if selection[TYPE]:
            without[TYPE] = sum(listing_counts.total for listing_counts in by_listing.values())
        return Counts(sum(listing_counts.total for listing_counts in visible_counts), values, without)

    def _count(self, listing: Listing) -> Counts:
        """The numbers of a listing. One query, none for what a facet in use leaves out whatever is chosen elsewhere."""
        facets_by_key = self._facets(listing)
        absent_keys = {
            key for key, values in self.params.selection.items() if values and key != TYPE
        } - facets_by_key.keys()
        if len(absent_keys) > 1:
            return Counts(0, {}, {})
        selection = {key: self.params.selection[key] for key in facets_by_key}
        name = f"overview-{self.page.translation_key.hex}-{listing.name}"
        definition = replace(_list_of(listing), name=name, facets=tuple(facets_by_key.values()))
        listing_params = ListParams(definition, self.params.locale, self.params.names, selection, definition.sorts[0])
        pages = original_versions(listing.find(self.page).order_by()).filter(locale=self.params.locale)
        listing_counts = counts(listing_params, lambda: count(listing_params, pages))
        if absent_keys:  # only giving that facet up would bring it back
            return Counts(0, {}, dict.fromkeys(absent_keys, listing_counts.total))
        return listing_counts

    def _facets(self, listing: Listing) -> dict[str, Facet]:
        shared = {facet.key for facet in self.definition.facets}
        return {facet.key: facet for facet in _list_of(listing).facets if facet.key in shared}

    @cached_property
    def listings(self) -> list[ListingResults]:
        """The listings as they are narrowed, empty ones left out. One query each."""
        selection = self.params.selection
        params_without_type = replace(
            self.params, selection={key: values for key, values in selection.items() if key != TYPE}
        )
        visible_listings = listings(self.page, self._filter)
        return [
            replace(listing, query="&".join(filter(None, (listing.query, params_without_type.filters))))
            if listing.whole
            else listing
            for listing in visible_listings
        ]

    def _filter(self, listing: Listing, pages: Any) -> Any:
        """The pages of a listing that every facet lets through; ``None`` where it is not shown."""
        if not self.params.is_filtered:
            return pages
        selection, facets_by_key = self.params.selection, self._facets(listing) if listing.whole else {}
        if selection[TYPE] and listing.name not in selection[TYPE]:
            return None
        for key, values in selection.items():
            if values and key != TYPE:
                if key not in facets_by_key:
                    return None
                pages = facets_by_key[key].narrow(pages, values)
        return pages


def _list_of(listing: Listing) -> ListDefinition:
    """The list of all the pages of which a listing shows the first."""
    return get_page_type(listing.whole).list_definition


def overview_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The listings of a page and, for who asks for them, the facets that narrow these.

    Counting what each value would give takes a query a listing and one an open vocabulary: not for who only reads.
    With facets the page is for people, not for search engines.
    """
    if not {FILTER, TYPE, *COMMON_FACETS} & request.GET.keys():
        return {"listings": listings(page)}
    results = Overview(page, request)
    query = results.params.query
    return {
        "results": results,
        "facets": results.facets,
        "listings": results.listings,
        "languages": with_switcher_urls(page_languages(page, request), query=query and f"?{query}"),
        "noindex": True,
    }
