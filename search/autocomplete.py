"""Suggestions while typing: titles and acronyms."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale, Page

from core.base.visibility import openable
from search import analysis, ranking
from search.expression import Clause, Expression, StemSequence
from search.models import Entry, Word
from search.query_parser import QueryTerm, parse
from search.storage import storage

#: How many pages are suggested, how many are put in order, and of how many it is asked whether the public sees them.
MOST, LOOKED_AT, ASKED_FOR = 8, 60, 16
#: Words that the last one may become.
COMPLETIONS = 8
#: Letters that have to be typed.
SHORTEST = 2


@dataclass(frozen=True)
class PageSuggestion:
    """A page to go to."""

    title: str
    url: str
    kind: Any


def suggest(query: str, locale: Locale) -> list[PageSuggestion]:
    """The best pages for what has been typed so far, in one language. Three queries, whatever there is."""
    tag = locale.language_code
    terms = [term for term in parse(query, tag) if not term.is_excluded]
    prefix = " ".join(analysis.fold_words(query))
    if len(prefix) < SHORTEST or not terms:
        return []
    keys = [*_starting(prefix, locale), *_with_words(terms, locale)]
    return _visible_pages(list(dict.fromkeys(keys))[:ASKED_FOR], locale)


def _starting(prefix: str, locale: Locale) -> list[int]:
    """Pages whose acronym or title begins with what was typed. A query."""
    with connection.cursor() as cursor:
        parts = [
            "SELECT * FROM (SELECT page_id FROM search_entry WHERE locale_id = %s AND is_visible "  # noqa: S608 - names of ours
            f"AND {column} >= %s AND {column} < %s ORDER BY {column} LIMIT {MOST}) AS {column}"
            for column in ("acronym_key", "title_key")
        ]
        cursor.execute(" UNION ALL ".join(parts), [locale.pk, prefix, prefix + "\U0010ffff"] * 2)
        return [row[0] for row in cursor.fetchall()]


def _with_words(terms: Sequence[QueryTerm], locale: Locale) -> list[int]:
    """Pages that have the words in their titles, the last one perhaps not yet whole. Two queries."""
    tag = locale.language_code
    language = analysis.base(tag)
    word_forms = [(word, *(term.compound if not term.is_quoted else ())) for term in terms for word in term.words]
    condition = reduce(or_, (Q(word__gte=start, word__lt=start + "\U0010ffff") for start in word_forms[-1]))
    rows = Word.objects.filter(condition, locale=locale, titles__gt=0)
    completions = list(rows.order_by("-titles", "word").values_list("stem", flat=True)[:COMPLETIONS])
    stems = [[analysis.stem(word, language) for word in each] for each in word_forms]
    compound = word_forms[-1][1:]
    for term_stems, words in zip(stems, word_forms, strict=True):
        if words is word_forms[-1] or (compound and words[1:] == compound):
            term_stems.extend(completions)
    clauses = [
        Clause(tuple(StemSequence((stem,)) for stem in dict.fromkeys(term_stems)), words[0])
        for term_stems, words in zip(stems, word_forms, strict=True)
    ]
    expression = Expression(tag, tuple(clauses))
    match_sql, parameters = storage().matching([expression], titles=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT page_id, head, title, kind, ages, date FROM search_entry "  # noqa: S608 - names of ours
            f"WHERE is_visible AND page_id IN ({match_sql} LIMIT {LOOKED_AT})",
            parameters,
        )
        candidates = [ranking.candidate(row) for row in cursor.fetchall()]
    return ranking.rank(expression, candidates, timezone.localdate())


def _visible_pages(keys: list[int], locale: Locale) -> list[PageSuggestion]:
    """Pages that are public at this moment. One query."""
    if not keys:
        return []
    public = openable(Page.objects.order_by().filter(pk__in=keys, locale=locale))
    entries = Entry.objects.filter(page__in=public.values("pk")).select_related("page").defer("text", "head")
    by_page = {entry.pk: entry for entry in entries}
    visible_entries = [by_page[key] for key in keys if key in by_page][:MOST]
    return [
        PageSuggestion(entry.title, entry.page.url or "", entry.page.specific_class.reader_kind())
        for entry in visible_entries
    ]
