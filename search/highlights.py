"""Highlights: the matched words with their context."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from search import analysis
from search.expression import Clause, Expression

#: Words of a snippet, and characters of a text in which its place is looked for.
LENGTH, LOOKED_THROUGH = 36, 60_000
#: Where a word of a text begins and ends, and which clauses it says.
Span: TypeAlias = tuple[int, int, AbstractSet[int]]
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Fragment:
    """Some text, and whether it is what was looked for."""

    text: str
    is_match: bool = False


class Marker:
    """Knows the stems that were looked for in a language."""

    def __init__(self, expression: Expression) -> None:
        self.language = analysis.base(expression.tag)
        self.clauses = expression.clauses
        self.clauses_by_stem: dict[str, set[int]] = {}
        for place, clause in enumerate(expression.clauses):
            for part in clause.parts:
                for stem in analysis.telling(part.stems, expression.tag) or part.stems:
                    self.clauses_by_stem.setdefault(stem, set()).add(place)

    def whole(self, text: str) -> list[Fragment]:
        """All of a text, marked."""
        return list(self._pieces(text, 0, len(text)))

    def around(self, text: str) -> list[Fragment]:
        """The part of a text that has most of what was looked for; nothing where it has none of it."""
        text = _SPACE.sub(" ", text[:LOOKED_THROUGH])
        spans = list(self._spans(text, 0, len(text)))
        hit_places = [place for place, (_start, _stop, clauses) in enumerate(spans) if clauses]
        if not hit_places:
            return []
        first = max(hit_places, key=lambda place: (self._value(spans, place), -place))
        start = max(0, first - LENGTH // 4)
        stop = min(len(spans), start + LENGTH)
        pieces = list(self._pieces(text, spans[start][0], spans[stop - 1][1]))
        return [
            *([Fragment("… ")] if start else []),
            *pieces,
            *([Fragment(" …")] if stop < len(spans) else []),
        ]

    def says(self, texts: Iterable[str]) -> set[int]:
        """The places of the clauses of which texts say something."""
        return {
            place
            for text in texts
            for _start, _stop, clause_places in self._spans(text, 0, len(text))
            for place in clause_places
        }

    def _value(self, spans: Sequence[Span], place: int) -> int:
        window = spans[place : place + LENGTH * 3 // 4]
        return len(set[int]().union(*(clauses for _start, _stop, clauses in window)))

    def _clauses(self, word: str) -> AbstractSet[int]:
        return self.clauses_by_stem.get(analysis.stem(analysis.fold(word), self.language), frozenset())

    def _spans(self, text: str, start: int, stop: int) -> Iterator[Span]:
        """The words of a part of a text; a compound is one where it was looked for as such."""
        compounds = {each.start(): each for each in analysis.compound_places(text) if self._clauses(each[0])}
        last = start
        for match in analysis.places(text, start, stop):
            if match.start() >= last:
                word_match = compounds.get(match.start(), match)
                yield word_match.start(), word_match.end(), self._clauses(word_match[0])
                last = word_match.end()

    def _pieces(self, text: str, start: int, stop: int) -> Iterator[Fragment]:
        last = start
        for begin, end, clauses in self._spans(text, start, stop):
            if clauses:
                if begin > last:
                    yield Fragment(text[last:begin])
                yield Fragment(text[begin:end], is_match=True)
                last = end
        if last < stop:
            yield Fragment(text[last:stop])


def all_positions(clauses: Sequence[Clause]) -> set[int]:
    return set(range(len(clauses)))
