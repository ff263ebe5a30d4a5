"""Facet counts: pages for each value of each facet, in one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection

from core.base.facets import Facet, Pairs
from core.listings.params import ListParams


@dataclass(frozen=True)
class Counts:
    """Counts of a query: the total, and each facet value.

    ``values`` has the pages of each facet's values, with the other facets applied but not its own;
    ``without`` has those there would be if nothing were chosen in a facet.
    """

    total: int
    values: Mapping[str, Mapping[str, int]]
    without: Mapping[str, int]

    @classmethod
    def from_rows(cls, params: ListParams, rows: Iterable[tuple[str, str | None, int]]) -> Self:
        """Out of rows of a facet's key, a value and a number; a total has ``-`` before the facet that is left out."""
        totals: dict[str, int] = {}
        numbers_by_facet: dict[str, dict[str, int]] = defaultdict(dict)
        for key, value, number in rows:
            if key.startswith("-"):
                totals[key[1:]] = number
            else:
                numbers_by_facet[key][value or ""] = number
        values = {facet.key: facet.fold(numbers_by_facet[facet.key]) for facet in params.definition.facets}
        return cls(totals.pop(""), values, totals)


def count(params: ListParams, pages: Any) -> Counts:
    """The counts among pages of one language, which come without any facet applied.

    The pages that a facet counts are found once and kept for the statement: all facets in which nothing is
    chosen share theirs.
    """
    facets = params.definition.facets
    columns = list(dict.fromkeys(column for facet in facets for column in facet.columns))
    but = {facet.key: f"but_{facet.key}" for facet in facets if params.selection[facet.key]}
    tables = [table_of("pages", params.narrow(pages), columns)]
    tables += [table_of(name, params.narrow(pages, but=key), columns) for key, name in but.items()]
    parts = [_total(key, name) for key, name in {"": "pages", **but}.items()]
    parts += [_count_query(facet, but.get(facet.key, "pages")) for facet in facets]
    sql = f"WITH {', '.join(sql for sql, _ in tables)} {' UNION ALL '.join(sql for sql, _ in parts)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _sql, values in (*tables, *parts) for value in values])
        return Counts.from_rows(params, cursor.fetchall())


def table_of(name: str, pages: Any, columns: list[str]) -> Pairs:
    """A table of pages with those columns that the facets read, made once for the whole statement."""
    quote = connection.ops.quote_name
    head = f"{quote(name)} (pk{''.join(f', {quote(column)}' for column in columns)}) AS MATERIALIZED"
    try:
        sql, parameters = pages.order_by().values_list("pk", *columns).query.sql_with_params()
    except EmptyResultSet:  # a filter that nothing can pass
        sql, parameters = pages.model.objects.extra(where=["1 = 0"]).values_list("pk", *columns).query.sql_with_params()
    return f"{head} ({sql})", tuple(parameters)


def _total(key: str, name: str) -> Pairs:
    """Number of rows of a subquery."""
    name = connection.ops.quote_name(name)
    return f"SELECT %s AS facet, '' AS word, COUNT(*) AS number FROM {name}", (f"-{key}",)  # noqa: S608 - a name of ours


def _count_query(facet: Facet, name: str) -> Pairs:
    """Number of rows of a subquery for each value."""
    statements = list(facet.pairs(connection.ops.quote_name(name)))
    # Where there is more than one way to a value, UNION sees that a page counts once.
    pairs = " UNION ".join(sql for sql, _parameters in statements)
    return (
        f"SELECT %s AS facet, CAST(word AS text) AS word, COUNT(*) AS number "  # noqa: S608 - Django's SQL
        f"FROM ({pairs}) AS pair GROUP BY word"
    ), (facet.key, *(value for _sql, values in statements for value in values))
