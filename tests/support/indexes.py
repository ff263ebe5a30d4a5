"""The public search's index in the tests: kept up to date for those marked ``indexed``; no other may read it empty."""

import re
from contextlib import closing
from typing import Any

import pytest

#: Reading the words of the public search.
READS = re.compile(r"^\s*(?:SELECT|WITH)\b.*\b(?:FROM|JOIN) search_words\b", re.DOTALL)


class SearchGuard:
    """Fails a test that searches what nothing was indexed for: whatever it finds, it finds nothing."""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if READS.search(sql) and _is_empty(context["connection"]):
            pytest.fail("This test searches, but nothing is indexed for it: mark it with @pytest.mark.indexed.")
        return execute(sql, params, many, context)


def _is_empty(connection: Any) -> bool:
    """Whether no page has words, asked beside Django so that the query is not counted."""
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute("SELECT 1 FROM search_words LIMIT 1")
        return cursor.fetchone() is None
