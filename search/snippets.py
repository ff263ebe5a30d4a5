"""What a page says about a question: the words that were looked for, marked, with what stands around them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search import analysis
from search.expression import Clause, Expression

#: Words of a snippet, and characters of a text in which its place is looked for.
LENGTH, LOOKED_THROUGH = 36, 60_000
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Piece:
    """Some text, and whether it is what was looked for."""

    text: str
    marked: bool = False


class Marker:
    """Knows the stems that were looked for in a language."""

    def __init__(self, expression: Expression) -> None:
        self.language = analysis.base(expression.tag)
        self.clauses = expression.clauses
        self.wanted = {
            stem: place
            for place, clause in enumerate(expression.clauses)
            for part in clause.parts
            for stem in analysis.telling(part.stems, expression.tag) or part.stems
        }

    def whole(self, text: str) -> list[Piece]:
        """All of a text, marked."""
        return list(self._pieces(text, 0, len(text)))

    def around(self, text: str) -> list[Piece]:
        """The part of a text that has most of what was looked for; nothing where it has none of it."""
        text = _SPACE.sub(" ", text[:LOOKED_THROUGH])
        spans = [(match.start(), match.end(), self._clause(match[0])) for match in analysis.places(text)]
        found = [place for place, (_start, _stop, clause) in enumerate(spans) if clause is not None]
        if not found:
            return []
        first = max(found, key=lambda place: (self._value(spans, place), -place))
        start = max(0, first - LENGTH // 4)
        stop = min(len(spans), start + LENGTH)
        pieces = list(self._pieces(text, spans[start][0], spans[stop - 1][1]))
        return [
            *([Piece("… ")] if start else []),
            *pieces,
            *([Piece(" …")] if stop < len(spans) else []),
        ]

    def says(self, texts: Iterable[str]) -> set[int]:
        """The places of the clauses of which texts say something."""
        return {
            place for text in texts for match in analysis.places(text) if (place := self._clause(match[0])) is not None
        }

    def _value(self, spans: Sequence[tuple[int, int, int | None]], place: int) -> int:
        near = spans[place : place + LENGTH * 3 // 4]
        return len({clause for _start, _stop, clause in near if clause is not None})

    def _clause(self, word: str) -> int | None:
        return self.wanted.get(analysis.stem(analysis.fold(word), self.language))

    def _pieces(self, text: str, start: int, stop: int) -> Iterator[Piece]:
        last = start
        for match in analysis.places(text, start, stop):
            if self._clause(match[0]) is not None:
                if match.start() > last:
                    yield Piece(text[last : match.start()])
                yield Piece(text[match.start() : match.end()], marked=True)
                last = match.end()
        if last < stop:
            yield Piece(text[last:stop])


def needed(clauses: Sequence[Clause]) -> set[int]:
    """The places of all clauses."""
    return set(range(len(clauses)))
