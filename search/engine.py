"""Finding: from a question to the pages of a leaf, how many there are, and what exists in other languages only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page as Leaf
from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone
from wagtail.models import Locale, Page

from core.base.visibility import home_pages, openable
from core.listings.cache import LIFETIME, counts, generation
from core.listings.counts import Counts
from core.listings.results import Answer
from search import counts as counting
from search import facet_tokens, ranking
from search.analysis import question_key
from search.expression import Expression
from search.models import Entry, Promotion
from search.params import SearchQuestion
from search.query_interpreter import Interpreter, Meant
from search.storage import storage

#: How many results are put in order by all that is known of them; what follows stands as the database gave it.
CANDIDATES = 120
#: Of what exists in other languages only: how many pages are looked at, and how many are shown.
MOST_ELSEWHERE, SHOWN_ELSEWHERE = 300, 5
#: Fewer results than this are few: pages with most of the words are shown as well, and another spelling is offered.
FEW = 3


@dataclass(frozen=True)
class Elsewhere:
    """What matches and exists only in other languages. ``more``: there are more than were looked at."""

    pages: list[Any]
    total: int
    more: bool = False


@dataclass(frozen=True)
class Found:
    """What an expression finds: the keys of the best, in order, and how many there are in all."""

    best: list[int]
    total: int


class SearchAnswer(Answer):
    """What a question gives, in a number of queries that depends on nothing but what is chosen."""

    question: SearchQuestion

    @cached_property
    def interpreter(self) -> Interpreter:
        """What the words mean in the reader's language."""
        return Interpreter(self.question.words, self.question.locale)

    @cached_property
    def _first(self) -> tuple[Meant, Found]:
        """What the question is taken for, and what that finds.

        What finds nothing is corrected, if that finds something; only then are words left out.
        """
        literal = self.interpreter.literal
        results = self._best(literal.expression)
        if results.total >= FEW or self.question.exactly:
            return literal, results
        if not results.total and not self._is_elsewhere(literal) and (correction := self.interpreter.corrected):
            meaning, other = self._relaxed(correction, self._best(correction.expression))
            if other.total or self._is_elsewhere(correction):
                return meaning, other
        return self._relaxed(literal, results)

    def _relaxed(self, meaning: Meant, results: Found) -> tuple[Meant, Found]:
        """Where few pages have all words, those that have most of them as well, if there are more."""
        relaxation = self.interpreter.relaxed(meaning) if results.total < FEW else None
        other_results = self._best(relaxation.expression) if relaxation else results
        if relaxation is None or other_results.total <= results.total:
            return meaning, results
        return relaxation, Found(list(dict.fromkeys([*results.best, *other_results.best])), other_results.total)

    def _is_elsewhere(self, meaning: Meant) -> bool:
        """Whether the query has results that the chosen filters exclude."""
        return self.question.is_narrowed and counting.finding([meaning.expression])[0]

    @property
    def meant(self) -> Meant:
        """What the question is taken for."""
        return self._first[0]

    @property
    def corrected(self) -> str:
        """What was looked for in place of what was typed, empty where that was it."""
        return self.meant.written

    @cached_property
    def total(self) -> int:
        """How many results there are. What finds the best knows it; facets need not be counted for it."""
        return self._first[1].total

    @cached_property
    def counts(self) -> Counts:
        """How many results there are, and how many each value would give."""
        if self.interpreter.is_empty:
            return Counts(0, {facet.key: {} for facet in self.listed.facets}, {})
        return counts(self.question, lambda: counting.count(self.question, self.meant.expression))

    @cached_property
    def leaf(self) -> Leaf:
        """The leaf that is asked for. What the public can't see is no part of it.

        Raises:
            Http404: there are not so many.
        """
        leaf = self.question.leaf_of(self.total)
        start, stop = leaf.start_index() - 1, leaf.end_index()
        return Leaf(self._pages(self._keys(start, stop)) if self.total else [], leaf.number, leaf.paginator)

    def _keys(self, start: int, stop: int) -> list[int]:
        if self.question.sort.key != "best":
            entries = Entry.objects.filter(pk__in=self._raw()).order_by(*self.question.sort.order())
            return list(entries.values_list("pk", flat=True)[start:stop])
        best = self._first[1].best
        if stop <= len(best) or self.total <= len(best):
            return best[start:stop]
        after = max(start, len(best))
        return best[start:] + [row[0] for row in self._ranked(self.meant.expression, stop - after, after)]

    def _raw(self) -> Any:
        sql, parameters = counting.hits([self.meant.expression], facet_tokens.chosen(self.question))
        return RawSQL(sql, tuple(parameters))  # noqa: S611 - SQL of ours

    def _pages(self, keys: Sequence[int]) -> list[Entry]:
        """The entries of the keys whose pages the public can see this very moment, with their pages. A query."""
        if not keys:
            return []
        entries = Entry.objects.filter(
            page__in=openable(Page.objects.order_by().filter(pk__in=list(keys))).values("pk")
        ).select_related("page", "page__locale")
        rows = {entry.pk: entry for entry in entries}
        return [rows[key] for key in keys if key in rows]

    def _best(self, expression: Expression) -> Found:
        """The best candidates in order, and the number of all. A query."""
        if not expression.clauses:
            return Found([], 0)
        rows = self._ranked(expression, CANDIDATES)
        candidates = [ranking.candidate(row[:-1]) for row in rows]
        return Found(ranking.ordered(expression, candidates, timezone.localdate()), rows[0][-1] if rows else 0)

    def _ranked(self, expression: Expression, limit: int, after: int = 0) -> list[Any]:
        """What is known of the pages that the database ranks first, or after so many, and the number of all. A query.

        Ranks and numbers come from the words alone; entries are read only of these pages.
        """
        rank_sql, parameters = storage().ranked(expression, facet_tokens.chosen(self.question))
        sql = (
            "WITH found AS MATERIALIZED (SELECT words.pk, words.rank "  # noqa: S608 - names of ours
            f"FROM ({rank_sql}) AS words WHERE words.pk NOT IN ({counting.HIDDEN})), best AS MATERIALIZED "
            "(SELECT pk, rank FROM found ORDER BY rank, pk DESC LIMIT %s OFFSET %s) "
            "SELECT entry.page_id, entry.head, entry.title, entry.kind, entry.ages, entry.date, "
            "(SELECT COUNT(*) FROM found) FROM best JOIN search_entry AS entry ON entry.page_id = best.pk "
            "ORDER BY best.rank, best.pk DESC"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [*parameters, limit, after])
            return cursor.fetchall()

    @cached_property
    def promoted(self) -> list[Any]:
        """What editors put first for the question, on the first leaf of all results. Two queries."""
        key = question_key(self.question.words, self.question.locale.language_code)
        if not key or self.question.is_narrowed or self.leaf.number > 1:
            return []
        rows = Promotion.objects.filter(locale=self.question.locale, key=key[:200]).order_by("order", "pk")
        return self._pages(list(rows.values_list("page_id", flat=True)))

    @cached_property
    def suggestion(self) -> str:
        """Another spelling where there are few results and it gives many; empty else."""
        enough = self.total >= FEW and not self.meant.relaxed
        if self.corrected or enough or self.question.exactly or self.question.is_narrowed:
            return ""
        return self.interpreter.suggested

    @property
    def suggestion_query(self) -> str:
        """Where another spelling is looked for, as the query of an address."""
        return self.question.with_words(self.suggestion)

    @property
    def clear_url(self) -> str:
        """Where the same words are looked for with nothing chosen."""
        return f"?{self.question.with_words(self.question.words)}"

    @cached_property
    def abroad(self) -> Elsewhere:
        """On the first page of results, matches in other languages without a version in the reader's."""
        if self.interpreter.is_empty or self.leaf.number > 1:
            return Elsewhere([], 0)
        keys = self._abroad()
        entries = self._pages(keys[:SHOWN_ELSEWHERE])
        return Elsewhere(entries, len(keys), len(keys) >= MOST_ELSEWHERE)

    def _abroad(self) -> list[int]:
        """Keys, each thing once. A query."""
        interpreters = (
            _Elsewhere(self.question.words, locale) for locale in _locales() if locale != self.question.locale
        )
        expressions = [other.literal.expression for other in interpreters if not other.is_empty]
        if not expressions:
            return []
        match_sql, parameters = storage().matching(expressions, facet_tokens.chosen(self.question))
        locales, locale_parameters = home_pages().values("locale_id").query.sql_with_params()
        sql = (
            "SELECT entry.page_id, entry.translation_key FROM search_entry AS entry "  # noqa: S608 - names of ours
            f"WHERE entry.page_id IN ({match_sql} LIMIT %s) AND entry.shown AND entry.locale_id IN ({locales}) "
            "AND NOT EXISTS (SELECT 1 FROM search_entry AS own WHERE own.translation_key = entry.translation_key "
            "AND own.locale_id = %s AND own.shown) ORDER BY entry.page_id LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                sql, [*parameters, MOST_ELSEWHERE * 10, *locale_parameters, self.question.locale.pk, MOST_ELSEWHERE]
            )
            rows = cursor.fetchall()
        return list({key: page for page, key in reversed(rows)}.values())[::-1]

    def newest(self, limit: int) -> list[Entry]:
        """The results that were published last, for feeds. Two queries."""
        keys = Page.objects.filter(pk__in=self._raw()).order_by("-first_published_at", "-pk")
        return self._pages(list(keys.values_list("pk", flat=True)[:limit])) if not self.interpreter.is_empty else []


def _locales() -> list[Locale]:
    """The languages there are; asked for once a minute."""
    return cache.get_or_set(f"search:locales:{generation()}", lambda: list(Locale.objects.all()), LIFETIME) or []


class _Elsewhere(Interpreter):
    """The words in another language, taken as they are: nothing is looked up."""

    @cached_property
    def _found(self) -> dict[str, int]:
        return {}

    def _completions(self, start: str) -> list[str]:
        return []
