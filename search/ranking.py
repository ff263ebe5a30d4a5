"""Ranking of the best matches, the same on every database.

The database gives the candidates; what is known of them decides: in which part of a page a word is, how much of the
title is asked for, how rare a word is among them, what was typed exactly so, and for news and events how old they are.
What only the files of a page say comes last, whatever else is known of it; and n and ñ are letters of their own: what
says a word only with the other one comes after what says it as it was typed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from core.base.page_types import PageType, page_types
from search import analysis
from search.documents import HAS_FILES
from search.expression import Clause, Expression, StemSequence

#: What a match in a line of ``Entry.head`` counts: title, acronym, goals, names, summary. Elsewhere in the page: BODY,
#: which is more than what is only in its files, however far from what was typed it is.
HEAD_WEIGHTS = (10.0, 12.0, 4.0, 4.0, 3.5)
BODY, IN_FILES = 1.0, 0.1
#: What it adds that the title is the question, begins with it, has it in one piece; that the acronym is it.
SAME_TITLE, TITLE_STARTS, PHRASE_IN_TITLE, SAME_ACRONYM = 14.0, 4.0, 3.0, 12.0
#: How much of a title the part before its colon is.
MAIN_TITLE = 0.9
#: That words are written as they were typed, accents included.
EXACT = 0.5
#: The most that a page gains by being new, halved each so many days.
FRESH, HALF_LIFE = 1.5, 180


@dataclass(frozen=True)
class Candidate:
    """Ranking data of a matching page; see :class:`search.models.Entry`."""

    page: int
    head: str
    title: str
    kind: str
    ages: bool
    date: date | None


@dataclass(frozen=True)
class PageHead:
    """Title, summary and other leading texts of a page.

    ``lines`` are the stems of its parts. ``text`` are those of its text, empty where it has no files: then
    everything that it was found by is there. ``tilde_only`` it says with ñ alone, ``ambiguous`` with ñ and without.
    """

    lines: list[list[str]]
    text: str
    tilde_only: frozenset[str]
    ambiguous: frozenset[str]

    @cached_property
    def text_stems(self) -> frozenset[str] | None:
        """The stems of its text; made only for pages that have what is asked for in no line, as it is long."""
        stems = frozenset(self.text.split())
        return stems if HAS_FILES in stems else None


def parse_head(head: str) -> PageHead:
    """Parse a stored head; one in an older format has the first lines alone."""
    lines, parts = head.split("\n"), len(HEAD_WEIGHTS)
    text, tilde_only, ambiguous = [*lines[parts:], "", "", ""][:3]
    return PageHead(
        [line.split() for line in lines[:parts]], text, frozenset(tilde_only.split()), frozenset(ambiguous.split())
    )


def candidate(row: Sequence[Any]) -> Candidate:
    """A candidate from its columns in their order; SQLite gives dates as text."""
    page, head, title, kind, ages, day = row
    return Candidate(page, head, title, kind, bool(ages), date.fromisoformat(day[:10]) if isinstance(day, str) else day)


def rank(expression: Expression, candidates: Sequence[Candidate], today: date) -> list[int]:
    """The candidates' keys, the best first; of equals the one that came first."""
    page_heads = [parse_head(each.head) for each in candidates]
    matches = [[_matches(clause, head) for clause in expression.clauses] for head in page_heads]
    rarity = _rarity(matches)
    letters = _letters(expression)
    query_words = {word for clause in expression.clauses for word in analysis.words(clause.text.lower())}
    weights = {page_type.name: page_type.search_weight for page_type in page_types()}
    scores = [
        sum(weight * value for weight, value in zip(rarity, values, strict=True))
        + _as_a_whole(expression, head.lines, each.title)
        + EXACT * len(query_words & set(analysis.words(each.title.lower())))
        + weights.get(each.kind, PageType.search_weight)
        + _freshness(each, today)
        for each, head, values in zip(candidates, page_heads, matches, strict=True)
    ]
    penalties = [
        (max(values) <= IN_FILES, any(_otherwise(*letter, head) for letter in letters))
        for head, values in zip(page_heads, matches, strict=True)
    ]
    places = sorted(range(len(candidates)), key=lambda place: (penalties[place], -scores[place], place))
    return [candidates[place].page for place in places]


def _letters(expression: Expression) -> list[tuple[str, bool, bool]]:
    """The stems of what was typed, whether with ñ, and whether there is no other way to say it."""
    language = analysis.base(expression.tag)
    return [
        (analysis.stem(analysis.fold(word), language), "ñ" in word, len(clause.parts) == 1)
        for clause in expression.clauses
        for word in analysis.words(clause.text.lower())
    ]


def _otherwise(stem: str, tilde: bool, is_only_form: bool, head: PageHead) -> bool:
    """Whether a page says what was typed only with the other letter."""
    if not tilde:
        return stem in head.tilde_only
    return stem not in head.tilde_only | head.ambiguous and (is_only_form or any(stem in line for line in head.lines))


def _matches(clause: Clause, head: PageHead) -> float:
    """The best of the ways in which a page says what is asked for. That it or its files say it somewhere is known."""
    head_weights = [
        weight * part.weight
        for part in clause.parts
        for weight, line in zip(HEAD_WEIGHTS, head.lines, strict=True)
        if _holds(line, part)
    ]
    if head_weights:  # whatever is said there counts for more than what is said elsewhere
        return max(head_weights)
    in_text = head.text_stems is None or any(head.text_stems.issuperset(part.stems) for part in clause.parts)
    return (BODY if in_text else IN_FILES) * min(part.weight for part in clause.parts)


def _rarity(matches: list[list[float]]) -> list[float]:
    """The weight of each clause: the rarer it is in the heads of the candidates, the higher."""
    if not matches:
        return []
    total = len(matches)
    return [
        1.0 + 0.25 * math.log(total / max(1, sum(1 for values in matches if values[place] > BODY)))
        for place in range(len(matches[0]))
    ]


def _as_a_whole(expression: Expression, head: list[list[str]], title_text: str) -> float:
    """The score of the title and acronym by their coverage of the query."""
    clauses = expression.clauses
    acronym, title = head[1], analysis.telling(head[0], expression.tag) or head[0]
    query_stems = [stem for clause in clauses for stem in clause.parts[0].stems]
    score = 0.0
    if title:
        parts = [part for clause in clauses for part in clause.parts]
        coverage = _title_coverage(title, parts)
        before, colon, _after = title_text.partition(":")
        if colon:  # what stands before it is the title, what follows explains it
            main = analysis.telling(analysis.stems(before, expression.tag), expression.tag)
            coverage = max(coverage, MAIN_TITLE * _title_coverage(main, parts))
        score += SAME_TITLE * coverage * coverage
        if len(query_stems) > 1 and _holds(head[0], StemSequence(tuple(query_stems))):
            score += PHRASE_IN_TITLE
        if any(_holds(title[: len(part.stems)], part) for part in clauses[0].parts[:1]):
            score += TITLE_STARTS * coverage
    if acronym and (
        acronym == query_stems or any(list(part.stems) == acronym for clause in clauses for part in clause.parts)
    ):
        score += SAME_ACRONYM
    return score


def _title_coverage(title: list[str], parts: list[StemSequence]) -> float:
    """Share of a title that the terms of a query cover."""
    query_stems = {stem for part in parts if len(part.stems) == 1 or _holds(title, part) for stem in part.stems}
    return sum(stem in query_stems for stem in title) / len(title) if title else 0.0


def _holds(line: list[str], part: StemSequence) -> bool:
    """Whether stems follow one another in a line."""
    first, length = part.stems[0], len(part.stems)
    if length == 1:
        return first in line
    return any(tuple(line[place : place + length]) == part.stems for place, stem in enumerate(line) if stem == first)


def _freshness(candidate: Candidate, today: date) -> float:
    if not candidate.ages or candidate.date is None:
        return 0.0
    return FRESH * 0.5 ** (abs((today - candidate.date).days) / HALF_LIFE)
