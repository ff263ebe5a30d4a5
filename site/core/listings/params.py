"""Parameters of a list: parse filters, sort order and page number from a query string, and write them back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as ResultsPage
from django.http import Http404, QueryDict
from wagtail.models import Locale

from core.base.facets import Facet, Name
from core.base.list_definition import ListDefinition, Sort

#: How the number of a page is written, in one way.
_NUMBER = re.compile("[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class ListParams:
    """Validated filters, sort order and page number of a list. ``names``: labels of each facet's values."""

    definition: ListDefinition
    locale: Locale
    names: Mapping[str, Mapping[str, Name]]
    selection: Mapping[str, tuple[str, ...]]
    sort: Sort
    page_number: int = 1
    nearest: bool = False

    def paginate(self, total: int) -> ResultsPage:
        """The requested page of ``total`` results, as their indexes.

        Raises:
            Http404: there is no such page, unless the reader changed the filters at the same time: then the last one.
        """
        paginator = Paginator(range(total), self.definition.size)
        if self.nearest:
            return paginator.get_page(self.page_number)
        try:
            return paginator.page(self.page_number)
        except InvalidPage as error:
            raise Http404("The list has no such page.") from error

    @property
    def is_filtered(self) -> bool:
        """Whether any facet has a selected value."""
        return any(self.selection.values())

    @property
    def is_default(self) -> bool:
        """Whether the list is unfiltered and in its default order, whatever the page number."""
        return not self.is_filtered and self.sort == self.definition.sorts[0]

    def narrow(self, pages: Any, but: str = "") -> Any:
        """Filter pages by the selected values of all facets, except the facet ``but``."""
        for facet in self.definition.facets:
            if facet.key != but and self.selection[facet.key]:
                pages = facet.narrow(pages, self.selection[facet.key])
        return pages

    def without(self, facet: Facet, value: str = "") -> "ListParams":
        """The same parameters without a value, or without all values of a facet; at the first page."""
        remaining_values = tuple(item for item in self.selection[facet.key] if value and item != value)
        return replace(self, selection={**self.selection, facet.key: remaining_values}, page_number=1)

    @property
    def filters(self) -> str:
        """The selected values as a query string in canonical order."""
        query = QueryDict(mutable=True)
        for key, values in self.selection.items():
            query.setlist(key, list(values))
        return query.urlencode()

    @property
    def query(self) -> str:
        """Filters and sort order as a query string, without the page number; empty for the default list."""
        usual = self.sort == self.definition.sorts[0]
        return "&".join(part for part in (self.filters, "" if usual else f"sort={self.sort.key}") if part)


Params = TypeVar("Params", bound=ListParams)


def parse_params(
    definition: ListDefinition, locale: Locale, params: QueryDict, kind: type[Params], **more: Any
) -> Params:
    """Parse a query string. Unknown values are ignored. One query for each open vocabulary.

    ``more`` are the fields that the parameters have if they are of another kind.
    ``turn`` in place of ``page`` means that filters changed in the same request, so the page may no longer exist.

    Raises:
        Http404: ``page`` is not a number.
    """
    names = {facet.key: facet.names(locale) for facet in definition.facets}
    selection = {key: tuple(_valid_values(params.getlist(key), labels)) for key, labels in names.items()}
    sorts = {sort.key: sort for sort in definition.sorts}
    turn = _NUMBER.fullmatch(params.get("turn", ""))
    number = _NUMBER.fullmatch(params.get("page") or "1")
    if number is None:
        raise Http404("This is no number of a page.")
    sort = sorts.get(params.get("sort", ""), definition.sorts[0])
    page_number = int((turn or number)[0])
    return kind(definition, locale, names, selection, sort, page_number, nearest=turn is not None, **more)


def _valid_values(values: list[str], labels: Mapping[str, Name]) -> list[str]:
    """The known values, without duplicates, in the facet's order."""
    requested = {value for value in values if value in labels}
    return [value for value in labels if value in requested] if requested else []
