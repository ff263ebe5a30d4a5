"""A list as a page shows it: a leaf of what matches, what narrows it further, and what exists elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page as Leaf
from django.db.models import Q

from core.listings.cache import counts, kept
from core.listings.counts import Counts, count
from core.listings.filters import Facet, Name
from core.listings.list_definition import ListSection
from core.listings.params import Question
from core.listings.related import Beginning, beginnings, only_elsewhere, real, wide
from core.listings.teasers import prepare_teasers

#: Of a facet with more values than ``LONG`` so many are shown, those with the most pages; the others are folded away.
LONG, SHOWN = 12, 8
#: So many are folded away at most, again those with the most pages: a region may have thousands of entities.
FOLDED = 100


@dataclass(frozen=True)
class Option:
    """A value that readers can choose, and how many pages it would give."""

    value: str
    name: Name
    number: int
    chosen: bool


@dataclass(frozen=True)
class ShownFacet:
    """A facet with its options; those in ``folded`` wait behind a word. A ``leading`` one stands open.

    ``rest`` is how many values there are beyond these: they come up once other facets are chosen in.
    """

    facet: Facet
    options: list[Option]
    folded: list[Option]
    leading: bool = False
    rest: int = 0

    @property
    def chosen(self) -> list[Option]:
        """The options that are chosen."""
        return [option for option in (*self.options, *self.folded) if option.chosen]


@dataclass(frozen=True)
class Chip:
    """A value that is chosen; ``query`` is the address's query without it."""

    facet: Facet
    name: Name
    query: str


@dataclass(frozen=True)
class Relaxation:
    """A facet that nothing would have to be chosen in for there to be ``number`` pages."""

    facet: Facet
    number: int
    query: str


class Answer:
    """What a question gives, in a number of queries that depends on the list's facets alone."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.listed = question.listed

    @property
    def _all(self) -> Any:
        return real(self.listed.find().order_by())

    @cached_property
    def found(self) -> Any:
        """All pages that match, in every language and in no order."""
        return self.question.narrow(self._all)

    @cached_property
    def counts(self) -> Counts:
        """How many pages there are, and how many each value would give."""
        return counts(self.question, lambda: count(self.question, self._all.filter(locale=self.question.locale)))

    @cached_property
    def total(self) -> int:
        """How many pages match in the reader's language."""
        return self.counts.total

    @cached_property
    def leaf(self) -> Leaf:
        """The leaf that is asked for. The database sorts keys, and reads whole rows of this leaf only.

        Raises:
            Http404: there are not so many.
        """
        leaf = self.question.leaf_of(self.total)
        part = f"keys-{self.question.sort.key}-{leaf.number}"
        start, stop = leaf.start_index() - 1, leaf.end_index()
        keys = kept(self.question, part, self.counts, lambda: self._keys(start, stop)) if self.total else []
        return Leaf(prepare_teasers(self._shown_of(keys), self.question.locale), leaf.number, leaf.paginator)

    def _keys(self, start: int, stop: int) -> list[int]:
        queryset = self.found.filter(locale=self.question.locale).order_by(*self.question.sort.order())
        return list(queryset.values_list("pk", flat=True)[start:stop])

    def _shown_of(self, keys: Iterable[int]) -> list[Any]:
        """The pages that the keys lead to and the public may see, without what makes their rows wide."""
        if not keys:
            return []
        queryset = real(self.listed.find().order_by()).select_related("locale").defer(*wide(self.listed.model))
        rows = queryset.in_bulk(list(keys))
        return [rows[key] for key in keys if key in rows]

    @cached_property
    def sections(self) -> list[ListSection]:
        """The leaf under its headings; in another order than the usual one there are none."""
        pages = list(self.leaf)
        if pages and self.question.sort == self.listed.sorts[0]:
            return self.listed.sections(pages, self.question.locale)
        return [ListSection("", pages)] if pages else []

    @cached_property
    def facets(self) -> list[ShownFacet]:
        """The facets that readers can use: those with a value that some page has."""
        all_facets = (self._shown(facet, self.counts.values[facet.key]) for facet in self.listed.facets)
        usable = [facet for facet in all_facets if facet.options]
        return [replace(facet, leading=at < self.listed.leading) for at, facet in enumerate(usable)]

    def _shown(self, facet: Facet, numbers: Mapping[str, int]) -> ShownFacet:
        selection, names = self.question.chosen[facet.key], self.question.names[facet.key]
        used_values = {value for value, number in numbers.items() if number}
        options = [
            Option(value, names[value], numbers.get(value, 0), value in selection)
            for value in names
            if value in used_values or value in selection
        ]
        if len(options) <= LONG:
            return ShownFacet(facet, options, [])
        by_relevance = sorted(options, key=lambda option: (not option.chosen, -option.number))
        front = {option.value for option in by_relevance[: max(SHOWN, len(selection))]}
        hidden_values = {option.value for option in by_relevance[len(front) : len(front) + FOLDED]}
        return ShownFacet(
            facet,
            [option for option in options if option.value in front],
            [option for option in options if option.value in hidden_values],
            rest=len(options) - len(front) - len(hidden_values),
        )

    @property
    def chips(self) -> list[Chip]:
        """The values that are chosen, each with the way back."""
        question = self.question
        return [
            Chip(facet, question.names[facet.key][value], question.without(facet, value).query)
            for facet in self.listed.facets
            for value in question.chosen[facet.key]
        ]

    @property
    def relaxations(self) -> list[Relaxation]:
        """Where nothing matches: which facet to give up for something, the one that gives the most first."""
        candidates = [
            Relaxation(facet, self.counts.without[facet.key], self.question.without(facet).query)
            for facet in self.listed.facets
            if self.counts.without.get(facet.key)
        ]
        return sorted(candidates, key=lambda relaxation: -relaxation.number)

    @cached_property
    def elsewhere(self) -> Beginning:
        """On the first leaf, what matches and exists only in other languages."""
        if self.leaf.number > 1:
            return Beginning([], self.total, [], {})
        keys, numbers = kept(self.question, "elsewhere", self.counts, self._elsewhere)
        return Beginning([], self.total, self._shown_of(keys), numbers)

    def _elsewhere(self) -> tuple[list[int], Mapping[str, int]]:
        candidates = self.found.filter(only_elsewhere(self.question.locale)).order_by(*self.listed.sorts[0].order())
        (beginning,) = beginnings(candidates, self.question.locale, [Q()])
        return [page.pk for page in beginning.elsewhere], beginning.numbers

    def newest(self, limit: int) -> list[Any]:
        """The pages that match and were published last, in the reader's language. One query."""
        return self.pages("-first_published_at", "-pk")[:limit]

    def pages(self, *order: Any) -> Any:
        """The pages that match in the reader's language, without what makes their rows wide."""
        queryset = self.found.filter(locale=self.question.locale)
        return queryset.order_by(*order).select_related("locale").defer(*wide(self.listed.model))
