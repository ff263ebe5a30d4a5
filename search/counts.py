"""How many results each value of each facet would give: one query, whatever the number of results and values.

As :mod:`core.listings.counts`, but the question is asked of the index once, and all facets are counted at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from core.listings.counts import Counts
from search import facet_tokens
from search.expression import Expression
from search.facet_tokens import Marks
from search.storage import Sql, storage

if TYPE_CHECKING:
    from search.params import SearchQuestion


#: SQL of the keys of pages that have been taken back and have not left the index yet: mostly none.
HIDDEN = "SELECT page_id FROM search_entry WHERE NOT shown"


def hits(expressions: Sequence[Expression], among: Marks) -> Sql:
    """SQL of the keys of all that expressions find among what has the marks of ``among``."""
    sql, parameters = storage().matching(expressions, among)
    return f"SELECT words.pk FROM ({sql}) AS words WHERE words.pk NOT IN ({HIDDEN})", parameters  # noqa: S608 - names of ours


def finding(expressions: Sequence[Expression]) -> list[bool]:
    """Whether each expression finds anything if nothing is chosen. A query, none where nothing is asked for."""
    parts: list[str] = []
    parameters: list[Any] = []
    for place, expression in enumerate(expressions):
        if expression.clauses:
            found, more = hits([expression], ())
            parts.append(f"SELECT {place} WHERE EXISTS ({found})")
            parameters += more
    if not parts:
        return [False] * len(expressions)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        there = {row[0] for row in cursor.fetchall()}
    return [place in there for place in range(len(expressions))]


def count(question: "SearchQuestion", expression: Expression) -> Counts:
    """The counts of what an expression finds.

    ``CROSS JOIN`` keeps SQLite from reading the values of all pages there are, in the order of the values.
    """
    chosen = [key for key, values in question.chosen.items() if values]
    tables, parts, parameters, given = [], [], [], []
    for name, key in (("pages", ""), *((f"but_{key}", key) for key in chosen)):
        found, more = hits([expression], facet_tokens.chosen(question, but=key))
        tables.append(f"{name} AS MATERIALIZED ({found})")
        parameters += more
        which = "value.facet = %s" if key else f"value.facet NOT IN ({', '.join(['%s'] * len(chosen)) or repr('')})"
        parts.append(f"SELECT %s AS facet, '' AS word, COUNT(*) AS number FROM {name}")  # noqa: S608 - names of ours
        parts.append(
            f"SELECT value.facet, value.word, COUNT(*) AS number FROM {name} CROSS JOIN search_entryvalue AS link "  # noqa: S608 - names of ours
            "CROSS JOIN search_value AS value "
            f"WHERE link.entry_id = {name}.pk AND value.id = link.value_id AND {which} GROUP BY value.id"
        )
        given += [f"-{key}", *([key] if key else chosen)]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {' UNION ALL '.join(parts)}", [*parameters, *given])
        return _read(question, cursor.fetchall())


def _read(question: "SearchQuestion", rows: list[tuple[str, str, int]]) -> Counts:
    totals: dict[str, int] = {}
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for key, word, number in rows:
        if key.startswith("-"):
            totals[key[1:]] = number
        else:
            counted[key][word] = number
    values = {facet.key: facet.fold(counted[facet.key]) for facet in question.listed.facets}
    return Counts(totals.pop(""), values, totals)
