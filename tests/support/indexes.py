"""The search indexes in the tests: kept up to date for those marked ``indexed``; no other may read one empty."""

import re
from contextlib import closing
from typing import Any

import pytest

#: For each index the statements that search it, on either database, and the table that has a row for each entry.
INDEXES = (
    # the public search
    (re.compile(r"^\s*(?:SELECT|WITH)\b.*\b(?:FROM|JOIN) search_words\b", re.DOTALL), "search_words"),
    # Wagtail's backend: lists and choosers of the admin
    (re.compile(r'"wagtailsearch_indexentry.*(?:\bMATCH\b|@@)', re.DOTALL), "wagtailsearch_indexentry"),
)


class SearchGuard:
    """Fails a test that searches an empty index, where it would find nothing whatever it looks for."""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        for searches, table in INDEXES:
            if searches.search(sql) and _is_empty(context["connection"], table):
                pytest.fail("This test searches, but nothing is indexed for it: mark it with @pytest.mark.indexed.")
        return execute(sql, params, many, context)


def _is_empty(connection: Any, table: str) -> bool:
    """Whether a table has no row, asked beside Django so that the query is not counted."""
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
        return cursor.fetchone() is None
