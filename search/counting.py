"""How many results each value of each facet would give: one query, whatever the number of results and values.

As :mod:`core.facets.counting`, but the question is asked of the index once, and all facets are counted at once.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import connection

from core.facets.counting import Counts
from search.documents import EVERYWHERE
from search.expression import Expression
from search.storage import Sql, storage

if TYPE_CHECKING:
    from search.asking import SearchQuestion


def hits(expression: Expression, locale: int) -> Sql:
    """SQL of the keys of all that an expression finds in a language."""
    sql, parameters = storage().matching([expression])
    return (
        (
            "SELECT entry.page_id AS pk FROM search_entry AS entry "  # noqa: S608 - names of ours
            f"WHERE entry.shown AND entry.locale_id = %s AND entry.page_id IN ({sql})"
        ),
        [locale, *parameters],
    )


def narrowing(question: "SearchQuestion", column: str, but: str = "") -> Sql:
    """SQL conditions on a column of keys that all facets let through, one of them left out if it is named."""
    conditions: list[str] = []
    parameters: list[Any] = []
    for key, values in question.chosen.items():
        if values and key != but:
            places = ", ".join(["%s"] * (len(values) + 1))
            conditions.append(
                f"{column} IN (SELECT link.entry_id FROM search_entryvalue AS link JOIN search_value AS value "  # noqa: S608 - names of ours
                f"ON value.id = link.value_id WHERE value.facet = %s AND value.word IN ({places}))"
            )
            parameters += [key, *values, EVERYWHERE]
    return " AND ".join(conditions) or "TRUE", parameters


def count(question: "SearchQuestion", expression: Expression) -> Counts:
    """The counts of what an expression finds."""
    found, parameters = hits(expression, question.locale.pk)
    tables, given = [f"hits AS MATERIALIZED ({found})"], list(parameters)
    chosen = [key for key, values in question.chosen.items() if values]
    for name, but in (("pages", ""), *((f"but_{key}", key) for key in chosen)):
        conditions, more = narrowing(question, "hits.pk", but)
        tables.append(f"{name} AS MATERIALIZED (SELECT hits.pk FROM hits WHERE {conditions})")  # noqa: S608 - names of ours
        given += more
    parts = []
    for name, key in (("pages", ""), *((f"but_{key}", key) for key in chosen)):
        parts.append(f"SELECT %s AS facet, '' AS word, COUNT(*) AS number FROM {name}")  # noqa: S608 - names of ours
        given.append(f"-{key}")
        which = "value.facet = %s" if key else f"value.facet NOT IN ({', '.join(['%s'] * len(chosen)) or repr('')})"
        parts.append(
            "SELECT value.facet, value.word, counted.number FROM (SELECT link.value_id, COUNT(*) AS number "  # noqa: S608 - names of ours
            f"FROM {name} JOIN search_entryvalue AS link ON link.entry_id = {name}.pk GROUP BY link.value_id) "
            f"AS counted JOIN search_value AS value ON value.id = counted.value_id WHERE {which}"
        )
        given += [key] if key else chosen
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {' UNION ALL '.join(parts)}", given)
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
