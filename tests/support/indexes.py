"""The public search's index in the tests: kept up to date for those marked ``indexed``; no other may read it empty."""

import re
from typing import Any

import pytest

#: Reading and writing the words of the public search.
READS = re.compile(r"^\s*(?:SELECT|WITH)\b.*\b(?:FROM|JOIN) search_words\b", re.DOTALL)
WRITES = re.compile(r"^\s*INSERT INTO search_words\b")


class SearchGuard:
    """Fails a test that searches what nothing was indexed for: whatever it finds, it finds nothing."""

    def __init__(self) -> None:
        self._is_indexed = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.search(sql):  # the test has called ``update_index``
            self._is_indexed = True
        elif not self._is_indexed and READS.search(sql):
            pytest.fail("This test searches, but nothing is indexed for it: mark it with @pytest.mark.indexed.")
        return execute(sql, params, many, context)
