"""What a reader asks of a list, read out of an address and written into one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as Leaf
from django.http import Http404, QueryDict
from wagtail.models import Locale

from core.listings.filters import Facet, Name
from core.listings.list_definition import ListDefinition, Sort

#: How the number of a page is written, in one way.
_NUMBER = re.compile("[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Question:
    """A list narrowed, sorted and opened at a leaf. ``names`` has what every facet's values are called."""

    listed: ListDefinition
    locale: Locale
    names: Mapping[str, Mapping[str, Name]]
    chosen: Mapping[str, tuple[str, ...]]
    sort: Sort
    leaf: int = 1
    nearest: bool = False

    def leaf_of(self, total: int) -> Leaf:
        """The numbers of the results on the leaf that is asked for.

        Raises:
            Http404: there are not so many leaves. Who turned it while narrowing the list gets the last one.
        """
        paginator = Paginator(range(total), self.listed.size)
        if self.nearest:
            return paginator.get_page(self.leaf)
        try:
            return paginator.page(self.leaf)
        except InvalidPage as error:
            raise Http404("The list has no such page.") from error

    @property
    def is_narrowed(self) -> bool:
        """Whether a value of some facet is chosen."""
        return any(self.chosen.values())

    @property
    def is_usual(self) -> bool:
        """Whether the list stands as its bare address shows it, whatever the leaf."""
        return not self.is_narrowed and self.sort == self.listed.sorts[0]

    def narrow(self, pages: Any, but: str = "") -> Any:
        """The pages that every facet lets through, one of them left out if it is named."""
        for facet in self.listed.facets:
            if facet.key != but and self.chosen[facet.key]:
                pages = facet.narrow(pages, self.chosen[facet.key])
        return pages

    def without(self, facet: Facet, value: str = "") -> "Question":
        """The same question with a value, or all of a facet's, taken back; at the first leaf."""
        remaining_values = tuple(item for item in self.chosen[facet.key] if value and item != value)
        return replace(self, chosen={**self.chosen, facet.key: remaining_values}, leaf=1)

    @property
    def filters(self) -> str:
        """What is chosen as the query of an address, the same for everybody who chooses it; empty for nothing."""
        query = QueryDict(mutable=True)
        for key, values in self.chosen.items():
            query.setlist(key, list(values))
        return query.urlencode()

    @property
    def query(self) -> str:
        """The question as the query of an address, the leaf left out; empty for the bare list."""
        usual = self.sort == self.listed.sorts[0]
        return "&".join(part for part in (self.filters, "" if usual else f"sort={self.sort.key}") if part)


def question(definition: ListDefinition, locale: Locale, params: QueryDict) -> Question:
    """What an address asks. Values that the list doesn't know are ignored. A query an open vocabulary.

    ``turn`` in place of ``page`` says that the list was narrowed in the same step, perhaps to fewer leaves.

    Raises:
        Http404: ``page`` is no number of a leaf.
    """
    names = {facet.key: facet.names(locale) for facet in definition.facets}
    selection = {key: tuple(_known(params.getlist(key), labels)) for key, labels in names.items()}
    sorts = {sort.key: sort for sort in definition.sorts}
    turn = _NUMBER.fullmatch(params.get("turn", ""))
    number = _NUMBER.fullmatch(params.get("page") or "1")
    if number is None:
        raise Http404("This is no number of a page.")
    sort = sorts.get(params.get("sort", ""), definition.sorts[0])
    return Question(definition, locale, names, selection, sort, int((turn or number)[0]), nearest=turn is not None)


def _known(values: list[str], labels: Mapping[str, Name]) -> list[str]:
    """The values that there are, each once, in the order in which they are offered."""
    requested = {value for value in values if value in labels}
    return [value for value in labels if value in requested] if requested else []
