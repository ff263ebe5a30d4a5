"""Interpret a query: word forms, acronyms, prefixes, compounds, typing errors.

Each word is looked up among the words of the language. What pages have is taken as it is; only words that no page
has are completed, and only questions that find nothing are corrected.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wagtail.models import Locale

from search import analysis, counts, synonyms
from search.expression import Clause, Expression, StemSequence
from search.models import Word
from search.query_parser import QueryTerm, parse, pieces

#: What a way of saying it counts.
SYNONYM, JOINED, COMPLETED, CORRECTED = 0.9, 0.9, 0.6, 0.7
#: How many words a beginning is completed to, and how many letters it needs.
COMPLETIONS, SHORTEST_START = 12, 3
#: Words that are compared with one that is typed wrong, and how many are taken for it.
CANDIDATES, CORRECTIONS = 3000, 3
#: How many clauses one can be left out of; how many times as frequent another spelling is that is worth a word.
ENOUGH, TIMES = 3, 5
#: Letters of a word that can be typed wrong: one of few, two of many.
SHORTEST_TYPED, TWO_ERRORS_FROM, LONGEST_SPLIT = 4, 6, 30


@dataclass(frozen=True)
class Interpretation:
    """An expression, and how the question would be written that it answers, empty where that is what was typed."""

    expression: Expression
    corrected_query: str = ""
    is_relaxed: bool = False


@dataclass(frozen=True)
class _Correction:
    """Correction of a mistyped word, with its spelling."""

    part: StemSequence
    spelling: str


class _Candidate(NamedTuple):
    """The columns of a :class:`search.models.Word` that tell how near it is; of thousands, objects take too long."""

    word: str
    stem: str
    spelling: str
    pages: int
    titles: int


class Interpreter:
    """Interpreter of queries in one language. Two queries; some more for words that no page has."""

    def __init__(self, query: str, locale: Locale) -> None:
        self.locale, self.tag = locale, locale.language_code
        self.language = analysis.base(self.tag)
        terms = parse(query, self.tag)
        self.exclusions = [term for term in terms if term.is_excluded]
        self.terms = [term for term in terms if not term.is_excluded]

    @property
    def is_empty(self) -> bool:
        return not self.terms

    @cached_property
    def _page_counts(self) -> dict[str, int]:
        """On how many pages the stems of terms are, and those of words that neighbours make together."""
        stems = {stem for term in self.terms for stem in self._stems(term.words)}
        joined = {self._stem(word) for word in self._compounds if word}
        page_counts: dict[str, int] = {}
        rows = Word.objects.filter(locale=self.locale, stem__in=stems | joined).values_list("stem", "pages")
        for stem, pages in rows:
            page_counts[stem] = max(page_counts.get(stem, 0), pages)
        return page_counts

    @cached_property
    def _compounds(self) -> list[str]:
        """The word that each term makes with the next one, empty where they can't."""
        pairs = zip(self.terms, [*self.terms[1:], None], strict=True)
        return [
            one.words[0] + other.words[0] if other and not (one.is_quoted or other.is_quoted) else ""
            for one, other in pairs
        ]

    @cached_property
    def literal(self) -> Interpretation:
        """The query as it was typed, with synonyms and completions."""
        return Interpretation(self._expression(self._clauses()))

    @cached_property
    def correction(self) -> Interpretation | None:
        """The query with the words replaced that no page has; ``None`` where there is nothing to correct.

        Each is replaced by one word, the one that is shown, and by none that the public could not find.
        """
        corrections = self._likeliest([self._corrections(term) for term in self.terms])
        if not any(corrections):
            return None
        clauses = [
            replace(clause, parts=(*clause.parts, way.part)) if way else clause
            for clause, way in zip(self._clauses(), corrections, strict=True)
        ]
        return Interpretation(
            self._expression(clauses), self._spell([way.spelling if way else "" for way in corrections])
        )

    def relax(self, meaning: Interpretation) -> Interpretation | None:
        """Pages that have all words but one, where there are enough for that to say something."""
        if len(meaning.expression.clauses) < ENOUGH or any(term.is_quoted for term in self.terms):
            return None
        return replace(meaning, expression=replace(meaning.expression, most=True), is_relaxed=True)

    @cached_property
    def suggestion(self) -> str:
        """The query with its rare words replaced by frequent ones that are written almost the same; or nothing."""
        suggestions = self._likeliest([self._frequent(term) for term in self.terms])
        return self._spell([way.spelling if way else "" for way in suggestions]) if any(suggestions) else ""

    def _likeliest(self, ways: Sequence[Sequence[_Correction]]) -> list[_Correction | None]:
        """For each term the first spelling that occurs with the other words, else the first that occurs at all.

        None that no page has which the public may see. A query, none where there are no ways.
        """
        all_ways = [way for each in ways for way in each]
        if not all_ways:
            return [None] * len(ways)
        other_clauses = [clause for clause, each in zip(self._clauses(), ways, strict=True) if not each]
        way_clauses = [Clause((way.part,)) for way in all_ways]
        single_expressions = [Expression(self.tag, (clause,)) for clause in way_clauses]
        full_expressions = [self._expression([*other_clauses, clause]) for clause in way_clauses]
        flags = counts.have_results([*single_expressions, *full_expressions])
        usable = {way for way, has_results in zip(all_ways, flags, strict=False) if has_results}
        best = {way for way, has_results in zip(all_ways, flags[len(all_ways) :], strict=True) if has_results}
        return [
            next((way for candidates in (best, usable) for way in each if way in candidates), None) for each in ways
        ]

    def _spell(self, replacements: Sequence[str]) -> str:
        """The query with terms written in another way, as they were typed where that is empty."""
        terms = [
            other or (f'"{term.text}"' if term.is_quoted else term.text)
            for term, other in zip(self.terms, replacements, strict=True)
        ]
        exclusions = (f'-"{term.text}"' if term.is_quoted else f"-{term.text}" for term in self.exclusions)
        return " ".join([*terms, *exclusions])

    def _expression(self, clauses: Sequence[Clause]) -> Expression:
        word_groups = (words for term in self.exclusions for words in (term.words, term.compound) if words)
        excluded_parts = tuple(StemSequence(self._stems(words)) for words in word_groups)
        return Expression(self.tag, tuple(clauses), excluded_parts)

    def _clauses(self) -> list[Clause]:
        """A clause a term.

        What several terms mean together is a way to say each of them: "(a or c) and (b or c)" is "(a and b) or c", so
        that a synonym never takes anything away.
        """
        clauses = [self._clause(place) for place in range(len(self.terms))]
        for start, stop, synonym_stems in self._phrases():
            synonym_parts = [StemSequence(other, SYNONYM) for other in synonym_stems]
            for place in range(start, stop):
                parts = dict.fromkeys((*clauses[place].parts, *synonym_parts))
                clauses[place] = replace(clauses[place], parts=tuple(parts))
        return clauses

    def _clause(self, place: int) -> Clause:
        term = self.terms[place]
        stems = self._stems(term.words)
        parts = [StemSequence(stems)]
        if term.compound:
            parts.append(StemSequence(self._stems(term.compound), JOINED))
        if term.is_quoted:
            return Clause(tuple(parts), term.text)
        if not self._page_counts.get(stems[0]):
            parts += [StemSequence((stem,), COMPLETED) for stem in self._completions(term.words[0])]
            if len(word_parts := pieces(term.text)) > 1:
                parts.append(StemSequence(self._stems(word_parts), JOINED))
        for joined in (self._compounds[place], self._compounds[place - 1] if place else ""):
            if joined and self._page_counts.get(self._stem(joined)):
                parts.append(StemSequence((self._stem(joined),), JOINED))
        return Clause(tuple(dict.fromkeys(parts)), term.text)

    def _phrases(self) -> list[tuple[int, int, list[tuple[str, ...]]]]:
        """Runs of terms that have synonyms, the longest first, none within another; and the synonyms."""
        synonyms_by_key = synonyms.meanings(self.locale)
        phrases: list[tuple[int, int, list[tuple[str, ...]]]] = []
        used_places: set[int] = set()
        for length in range(len(self.terms), 0, -1):
            for start in range(len(self.terms) - length + 1):
                run = self.terms[start : start + length]
                stems = synonyms.key((stem for term in run for stem in self._stems(term.words)), self.tag)
                places = set(range(start, start + length))
                if (
                    stems in synonyms_by_key
                    and not used_places & places
                    and not (length > 1 and any(term.is_quoted for term in run))
                ):
                    used_places |= places
                    phrases.append((start, start + length, list(synonyms_by_key[stems])))
        return phrases

    def _completions(self, start: str) -> list[str]:
        """The stems of the most frequent words that begin so."""
        if len(start) < SHORTEST_START:
            return []
        rows = Word.objects.filter(locale=self.locale, word__gte=start, word__lt=start + "\U0010ffff")
        stems = rows.order_by("-titles", "-pages", "word").values_list("stem", flat=True)[:COMPLETIONS]
        return list(dict.fromkeys(stems))

    def _corrections(self, term: QueryTerm) -> list[_Correction]:
        """Spelling corrections for a term that no page has, the likeliest first."""
        if term.is_quoted or self._page_counts.get(self._stem(term.words[0])):
            return []
        word = term.words[0]
        if len(word) < SHORTEST_TYPED or not word.isalpha():
            return []
        if split_words := self._split_word(word):
            return [_Correction(StemSequence(self._stems(split_words), CORRECTED), " ".join(split_words))]
        return [_Correction(StemSequence((row.stem,), CORRECTED), row.spelling) for row in self._alike(word)]

    def _frequent(self, term: QueryTerm) -> list[_Correction]:
        """Words that are far more frequent than a term and written almost the same."""
        if term.is_quoted or len(term.words[0]) < SHORTEST_TYPED:
            return []
        pages = self._page_counts.get(self._stem(term.words[0]), 0)
        rows = [row for row in self._alike(term.words[0], 1) if row.pages >= TIMES * max(pages, 1)]
        return [_Correction(StemSequence((row.stem,), CORRECTED), row.spelling) for row in rows]

    def _alike(self, word: str, max_distance: int = 0) -> list[_Candidate]:
        """The words that differ least, the most frequent of them first."""
        max_distance = max_distance or (2 if len(word) >= TWO_ERRORS_FROM else 1)
        length_condition = Q(length__range=(len(word) - max_distance, len(word) + max_distance))
        rows = Word.objects.filter(Q(start=word[0]) | Q(end=word[-2:]), length_condition, locale=self.locale)
        rows = rows.exclude(word=word).order_by("-pages", "word")
        candidates = list(map(_Candidate._make, rows.values_list(*_Candidate._fields)[:CANDIDATES]))
        matches = process.extract(
            word, [row.word for row in candidates], scorer=OSA.distance, score_cutoff=max_distance, limit=20
        )
        if not matches:
            return []
        least = min(distance for _word, distance, _place in matches)
        best = [candidates[place] for _word, distance, place in matches if distance == least]
        return sorted(best, key=lambda row: (-row.titles, -row.pages, row.word))[:CORRECTIONS]

    def _split_word(self, word: str) -> tuple[str, ...]:
        """The fewest known words that a word consists of, none where it does not."""
        if len(word) > LONGEST_SPLIT:
            return ()
        slices = {word[i:j] for i in range(len(word)) for j in range(i + 2, len(word) + 1)} - {word}
        rows = Word.objects.filter(locale=self.locale, word__in=slices).values_list("word", "pages")
        # Of two letters only those that join others: a page has many by chance.
        indexed_words = {row for row, _pages in rows if len(row) > 3 or analysis.is_stop_word(row, self.tag)}
        best: dict[int, tuple[str, ...]] = {0: ()}
        for stop in range(1, len(word) + 1):
            splits = [
                (*best[start], word[start:stop])
                for start in range(stop)
                if start in best and word[start:stop] in indexed_words
            ]
            if splits:
                best[stop] = min(splits, key=len)
        return best.get(len(word), ())

    def _stems(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self._stem, words))

    def _stem(self, word: str) -> str:
        return analysis.stem(word, self.language)
