"""Run a search: the pages of one results page, the totals, and matches that exist only in other languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page as ResultsPage
from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone
from wagtail.models import Locale, Page

from core.base.visibility import home_pages, openable
from core.listings.cache import TIMEOUT, counts, generation
from core.listings.counts import Counts
from core.listings.results import ListResults
from search import counts as counting
from search import facet_tokens, ranking
from search.analysis import query_key
from search.expression import Expression
from search.models import Entry, Promotion
from search.params import SearchParams
from search.query_interpreter import Interpretation, Interpreter
from search.storage import storage

#: How many results are put in order by all that is known of them; what follows stands as the database gave it.
CANDIDATES = 120
#: Of what exists in other languages only: how many pages are looked at, and how many are shown.
MAX_CANDIDATES, MAX_OTHER_LANGUAGES = 300, 5
#: Fewer results than this are few: pages with most of the words are shown as well, and another spelling is offered.
FEW = 3


@dataclass(frozen=True)
class OtherLanguages:
    """Matches that exist only in other languages. ``more``: there are more than were read."""

    pages: list[Any]
    total: int
    more: bool = False


@dataclass(frozen=True)
class Matches:
    """Matches of an expression: primary keys of the best, in order, and the total."""

    best: list[int]
    total: int


class SearchResults(ListResults):
    """Search results for one request. The number of queries depends only on the filters chosen."""

    params: SearchParams

    @cached_property
    def interpreter(self) -> Interpreter:
        """Query interpreter of the reader's language."""
        return Interpreter(self.params.words, self.params.locale)

    @cached_property
    def _first(self) -> tuple[Interpretation, Matches]:
        """Interpretation chosen for the query, and its matches.

        What finds nothing is corrected, if that finds something; only then are words left out.
        """
        literal = self.interpreter.literal
        results = self._best(literal.expression)
        if results.total >= FEW or self.params.exactly:
            return literal, results
        if (
            not results.total
            and not self._matches_without_filters(literal)
            and (correction := self.interpreter.correction)
        ):
            meaning, other = self._relax(correction, self._best(correction.expression))
            if other.total or self._matches_without_filters(correction):
                return meaning, other
        return self._relax(literal, results)

    def _relax(self, meaning: Interpretation, results: Matches) -> tuple[Interpretation, Matches]:
        """Where few pages have all words, add those that have most of them, if there are more."""
        relaxation = self.interpreter.relax(meaning) if results.total < FEW else None
        other_results = self._best(relaxation.expression) if relaxation else results
        if relaxation is None or other_results.total <= results.total:
            return meaning, results
        return relaxation, Matches(list(dict.fromkeys([*results.best, *other_results.best])), other_results.total)

    def _matches_without_filters(self, meaning: Interpretation) -> bool:
        """Whether the query has results that the chosen filters exclude."""
        return self.params.is_filtered and counting.have_results([meaning.expression])[0]

    @property
    def interpretation(self) -> Interpretation:
        """Interpretation of the query."""
        return self._first[0]

    @property
    def corrected_query(self) -> str:
        """The query that was run if it differs from the one typed, else empty."""
        return self.interpretation.corrected_query

    @cached_property
    def total(self) -> int:
        """Number of results, known without counting facets."""
        return self._first[1].total

    @cached_property
    def counts(self) -> Counts:
        """Number of results, and of each facet value."""
        if self.interpreter.is_empty:
            return Counts(0, {facet.key: {} for facet in self.definition.facets}, {})
        return counts(self.params, lambda: counting.count(self.params, self.interpretation.expression))

    @cached_property
    def results_page(self) -> ResultsPage:
        """The results page that is asked for. What the public can't see is no part of it.

        Raises:
            Http404: there are not so many.
        """
        results_page = self.params.paginate(self.total)
        start, stop = results_page.start_index() - 1, results_page.end_index()
        return ResultsPage(
            self._pages(self._keys(start, stop)) if self.total else [], results_page.number, results_page.paginator
        )

    def _keys(self, start: int, stop: int) -> list[int]:
        if self.params.sort.key != "best":
            entries = Entry.objects.filter(pk__in=self._raw()).order_by(*self.params.sort.order())
            return list(entries.values_list("pk", flat=True)[start:stop])
        best = self._first[1].best
        if stop <= len(best) or self.total <= len(best):
            return best[start:stop]
        after = max(start, len(best))
        return best[start:] + [row[0] for row in self._rank(self.interpretation.expression, stop - after, after)]

    def _raw(self) -> Any:
        sql, parameters = counting.hits([self.interpretation.expression], facet_tokens.selected_tokens(self.params))
        return RawSQL(sql, tuple(parameters))  # noqa: S611 - SQL of ours

    def _pages(self, keys: Sequence[int]) -> list[Entry]:
        """The entries of the keys whose pages the public can see this very moment, with their pages. A query."""
        if not keys:
            return []
        entries = Entry.objects.filter(
            page__in=openable(Page.objects.order_by().filter(pk__in=list(keys))).values("pk")
        ).select_related("locale", "page__locale")
        rows = {entry.pk: entry for entry in entries}
        return [rows[key] for key in keys if key in rows]

    def _best(self, expression: Expression) -> Matches:
        """The best candidates in order, and the number of all. A query."""
        if not expression.clauses:
            return Matches([], 0)
        rows = self._rank(expression, CANDIDATES)
        candidates = [ranking.candidate(row[:-1]) for row in rows]
        return Matches(ranking.rank(expression, candidates, timezone.localdate()), rows[0][-1] if rows else 0)

    def _rank(self, expression: Expression, limit: int, after: int = 0) -> list[Any]:
        """Candidates in the database's order, from an offset, and their total. One query.

        Ranks and numbers come from the words alone; entries are read only of these pages.
        """
        rank_sql, parameters = storage().rank_sql(expression, facet_tokens.selected_tokens(self.params))
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
    def promotions(self) -> list[Any]:
        """Promoted results of the query, on the first results page without filters. Two queries."""
        key = query_key(self.params.words, self.params.locale.language_code)
        if not key or self.params.is_filtered or self.results_page.number > 1:
            return []
        rows = Promotion.objects.filter(locale=self.params.locale, key=key[:200]).order_by("order", "pk")
        return self._pages(list(rows.values_list("page_id", flat=True)))

    @cached_property
    def suggestion(self) -> str:
        """Another spelling where there are few results and it gives many; empty else."""
        enough = self.total >= FEW and not self.interpretation.is_relaxed
        if self.corrected_query or enough or self.params.exactly or self.params.is_filtered:
            return ""
        return self.interpreter.suggestion

    @property
    def suggestion_query(self) -> str:
        """Query string of the search for another spelling."""
        return self.params.with_words(self.suggestion)

    @property
    def clear_url(self) -> str:
        """URL of the same query without filters."""
        return f"?{self.params.with_words(self.params.words)}"

    @cached_property
    def matches_in_other_languages(self) -> OtherLanguages:
        """On the first page of results, matches in other languages without a version in the reader's."""
        if self.interpreter.is_empty or self.results_page.number > 1:
            return OtherLanguages([], 0)
        keys = self._keys_in_other_languages()
        entries = self._pages(keys[:MAX_OTHER_LANGUAGES])
        return OtherLanguages(entries, len(keys), len(keys) >= MAX_CANDIDATES)

    def _keys_in_other_languages(self) -> list[int]:
        """Keys, each thing once. A query."""
        interpreters = (
            _LiteralInterpreter(self.params.words, locale) for locale in _locales() if locale != self.params.locale
        )
        expressions = [other.literal.expression for other in interpreters if not other.is_empty]
        if not expressions:
            return []
        match_sql, parameters = storage().matching(expressions, facet_tokens.selected_tokens(self.params))
        locales, locale_parameters = home_pages().values("locale_id").query.sql_with_params()
        sql = (
            "SELECT entry.page_id, entry.translation_key FROM search_entry AS entry "  # noqa: S608 - names of ours
            f"WHERE entry.page_id IN ({match_sql} LIMIT %s) AND entry.is_visible AND entry.locale_id IN ({locales}) "
            "AND NOT EXISTS (SELECT 1 FROM search_entry AS own WHERE own.translation_key = entry.translation_key "
            "AND own.locale_id = %s AND own.is_visible) ORDER BY entry.page_id LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                sql, [*parameters, MAX_CANDIDATES * 10, *locale_parameters, self.params.locale.pk, MAX_CANDIDATES]
            )
            rows = cursor.fetchall()
        return list({key: page for page, key in reversed(rows)}.values())[::-1]

    def newest(self, limit: int) -> list[Entry]:
        """The results that were published last, for feeds. Two queries."""
        keys = Page.objects.filter(pk__in=self._raw()).order_by("-first_published_at", "-pk")
        return self._pages(list(keys.values_list("pk", flat=True)[:limit])) if not self.interpreter.is_empty else []


def _locales() -> list[Locale]:
    """The languages there are; asked for once a minute."""
    return cache.get_or_set(f"search:locales:{generation()}", lambda: list(Locale.objects.all()), TIMEOUT) or []


class _LiteralInterpreter(Interpreter):
    """The words in another language, taken as they are: nothing is looked up."""

    @cached_property
    def _page_counts(self) -> dict[str, int]:
        return {}

    def _completions(self, start: str) -> list[str]:
        return []
