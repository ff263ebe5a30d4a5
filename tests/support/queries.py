"""Counting the queries of a piece of work."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def query_count(work: Callable[[], Any]) -> int:
    """Run the work and return how many queries it sent."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)
