"""Filters of search results across all page types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale

from core.base.facets import Facet, Name, Pairs
from core.base.list_definition import ListDefinition, Sort
from core.base.page_types import listing_types, page_types, search_filters
from core.listings import cache as kept
from search.documents import EVERYWHERE, OTHER
from search.models import Entry, EntryValue

#: The facets in the order in which they are offered.
KEYS = ("type", "goal", "theme", "country", "group", "entity", "year", "language")
#: How many results a results page has.
PAGE_SIZE = 10
#: Seconds for which the names of values are kept.
LIFETIME = 60


@dataclass(frozen=True)
class IndexFacet(Facet):
    """A facet as the index holds it: its values lie beside the entries, whatever their pages' types."""

    def names(self, locale: Locale) -> Mapping[str, Name]:
        if self.key == "type":
            types = [*listing_types().values(), *page_types()]
            labels = {each.name: each.label for each in types if each.name} | {OTHER: _("Other pages")}
            return {kind: Name(str(label), locale.language_code) for kind, label in labels.items()}
        key = f"search:names:{kept.generation()}:{self.key}:{locale.pk}"
        cached_names: Mapping[str, Name] | None = cache.get(key)
        if cached_names is None:
            cached_names = dict(self._page_facet().names(locale))
            cache.set(key, cached_names, LIFETIME)
        return cached_names

    def _page_facet(self) -> Facet:
        """The facet of the first type of page that has one of this key."""
        return search_filters()[self.key]

    def narrow(self, pages: Any, values: Sequence[str]) -> Any:
        entry_values = EntryValue.objects.filter(value__facet=self.key, value__word__in=[*values, EVERYWHERE])
        return pages.filter(pk__in=entry_values.values("entry_id"))

    def pairs(self, pages: str) -> Iterable[Pairs]:
        """All facets are counted at once; see :mod:`search.counts`."""
        return ()

    def fold(self, counted: Mapping[str, int]) -> Mapping[str, int]:
        """Pages without a value count for every value."""
        global_count = counted.get(EVERYWHERE, 0)
        if not global_count:
            return counted
        values = [str(code) for code, _label in getattr(self._page_facet(), "choices", list)()]
        return {value: counted.get(value, 0) + global_count for value in values}


_LABELS = {
    "type": _("Type"),
    "goal": _("Goal"),
    "theme": _("Theme"),
    "country": _("Country"),
    "group": _("Working group"),
    "entity": _("Entity"),
    "year": _("Year"),
    "language": _("Language of the file"),
}

#: All that the public may find, as a list that is narrowed like the others. Not registered: it has no page.
RESULTS = ListDefinition(
    name="search",
    label=pgettext_lazy("noun", "Search"),
    find=Entry.objects.all,
    facets=tuple(IndexFacet(key, _LABELS[key]) for key in KEYS),
    sorts=(
        Sort("best", _("Most relevant first"), lambda: ()),
        Sort("newest", _("Newest first"), lambda: (F("date").desc(nulls_last=True), "-pk")),
    ),
    size=PAGE_SIZE,
)
