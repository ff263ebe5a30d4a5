"""Counts of facet values in the results, in one query.

As :mod:`core.listings.counts`, but the params is asked of the index once, and all facets are counted at once.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from core.listings.counts import Counts
from search import facet_tokens
from search.expression import Expression
from search.facet_tokens import Tokens
from search.storage import Sql, storage

if TYPE_CHECKING:
    from search.params import SearchParams


#: SQL of the keys of pages that have been taken back and have not left the index yet: mostly none.
HIDDEN = "SELECT page_id FROM search_entry WHERE NOT is_visible"


def hits(expressions: Sequence[Expression], marks: Tokens) -> Sql:
    """SQL of the keys of the pages that the expressions match, limited to pages with the given marks."""
    sql, parameters = storage().matching(expressions, marks)
    return f"SELECT words.pk FROM ({sql}) AS words WHERE words.pk NOT IN ({HIDDEN})", parameters  # noqa: S608 - names of ours


def have_results(expressions: Sequence[Expression]) -> list[bool]:
    """Whether each expression finds anything if nothing is chosen. A query, none where nothing is asked for."""
    parts: list[str] = []
    parameters: list[Any] = []
    for place, expression in enumerate(expressions):
        if expression.clauses:
            match_sql, match_parameters = hits([expression], ())
            parts.append(f"SELECT {place} WHERE EXISTS ({match_sql})")
            parameters += match_parameters
    if not parts:
        return [False] * len(expressions)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        matching_places = {row[0] for row in cursor.fetchall()}
    return [place in matching_places for place in range(len(expressions))]


def count(params: "SearchParams", expression: Expression) -> Counts:
    """The counts of what an expression finds.

    ``CROSS JOIN`` keeps SQLite from reading the values of all pages there are, in the order of the values.
    """
    facet_keys = [key for key, values in params.selection.items() if values]
    tables, parts, parameters, select_parameters = [], [], [], []
    for name, key in (("pages", ""), *((f"but_{key}", key) for key in facet_keys)):
        match_sql, match_parameters = hits([expression], facet_tokens.selected_tokens(params, but=key))
        tables.append(f"{name} AS MATERIALIZED ({match_sql})")
        parameters += match_parameters
        facet_condition = (
            "value.facet = %s" if key else f"value.facet NOT IN ({', '.join(['%s'] * len(facet_keys)) or repr('')})"
        )
        parts.append(f"SELECT %s AS facet, '' AS word, COUNT(*) AS number FROM {name}")  # noqa: S608 - names of ours
        parts.append(
            f"SELECT value.facet, value.word, COUNT(*) AS number FROM {name} CROSS JOIN search_entryvalue AS link "  # noqa: S608 - names of ours
            "CROSS JOIN search_value AS value "
            f"WHERE link.entry_id = {name}.pk AND value.id = link.value_id AND {facet_condition} GROUP BY value.id"
        )
        select_parameters += [f"-{key}", *([key] if key else facet_keys)]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {' UNION ALL '.join(parts)}", [*parameters, *select_parameters])
        return Counts.from_rows(params, cursor.fetchall())
