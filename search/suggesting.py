"""Pages to go to while somebody is typing: titles that begin so or have the words, and acronyms."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page

from core.published import openable
from search import analysis, ranking
from search.expression import Clause, Expression, Part
from search.models import Entry, Word
from search.reading import read
from search.storage import storage

#: How many pages are suggested, how many are put in order, and of how many it is asked whether the public sees them.
MOST, LOOKED_AT, ASKED_FOR = 8, 60, 16
#: Words that the last one may become.
COMPLETIONS = 8
#: Letters that have to be typed.
SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    """A page to go to."""

    title: str
    url: str
    kind: Any


def suggest(query: str, locale: Locale) -> list[Suggestion]:
    """The best pages for what has been typed so far, in one language. Three queries, whatever there is."""
    tag = locale.language_code
    terms = [term for term in read(query, tag) if not term.excluded]
    typed = " ".join(analysis.folded(query))
    if len(typed) < SHORTEST or not terms:
        return []
    keys = [*_starting(typed, locale), *_with_words([word for term in terms for word in term.words], locale)]
    return _shown(list(dict.fromkeys(keys))[:ASKED_FOR], locale)


def _starting(typed: str, locale: Locale) -> list[int]:
    """Pages whose acronym or title begins with what was typed. A query."""
    with connection.cursor() as cursor:
        parts = [
            "SELECT * FROM (SELECT page_id FROM search_entry WHERE locale_id = %s AND shown "  # noqa: S608 - names of ours
            f"AND {column} >= %s AND {column} < %s ORDER BY {column} LIMIT {MOST}) AS {column}"
            for column in ("acronym_key", "title_key")
        ]
        cursor.execute(" UNION ALL ".join(parts), [locale.pk, typed, typed + "\U0010ffff"] * 2)
        return [row[0] for row in cursor.fetchall()]


def _with_words(words: list[str], locale: Locale) -> list[int]:
    """Pages that have the words in their titles, the last one perhaps not yet whole. Two queries."""
    tag = locale.language_code
    language = analysis.base(tag)
    start = words[-1]
    rows = Word.objects.filter(locale=locale, word__gte=start, word__lt=start + "\U0010ffff", titles__gt=0)
    completed = list(rows.order_by("-titles", "word").values_list("stem", flat=True)[:COMPLETIONS])
    last = dict.fromkeys([analysis.stem(start, language), *completed])
    clauses = [Clause((Part((analysis.stem(word, language),)),), word) for word in words[:-1]]
    clauses.append(Clause(tuple(Part((stem,)) for stem in last), start))
    expression = Expression(tag, tuple(clauses))
    matching, parameters = storage().matching([expression], titles=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT page_id, head, title, kind, ages, date FROM search_entry "  # noqa: S608 - names of ours
            f"WHERE shown AND page_id IN ({matching} LIMIT {LOOKED_AT})",
            parameters,
        )
        candidates = [ranking.candidate(row) for row in cursor.fetchall()]
    return ranking.ordered(expression, candidates, timezone.localdate())


def _shown(keys: list[int], locale: Locale) -> list[Suggestion]:
    """Those that the public can see this very moment. A query."""
    if not keys:
        return []
    public = openable(Page.objects.order_by().filter(pk__in=keys, locale=locale))
    entries = Entry.objects.filter(page__in=public.values("pk")).select_related("page").defer("text", "head")
    found = {entry.pk: entry for entry in entries}
    shown = [found[key] for key in keys if key in found][:MOST]
    return [
        Suggestion(entry.title, entry.page.url or "", entry.page.specific_class.get_verbose_name()) for entry in shown
    ]
