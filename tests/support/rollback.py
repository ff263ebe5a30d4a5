"""Content that the tests of a module share: created once and rolled back after the last."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from tests.support.tasks import TaskBackend


@contextmanager
def rolled_back(blocker: Any, *, indexed: bool = False) -> Iterator[None]:
    """Run the block in a transaction that is rolled back at the end; each test is a savepoint in it.

    A module that uses it is listed in ``tests.support.schedule``, so that one process runs all its tests.

    Args:
        blocker: pytest-django's ``django_db_blocker``.
        indexed: whether the search and reference indexes are updated.
    """
    with blocker.unblock(), transaction.atomic():
        TaskBackend.indexing = indexed
        yield
        TaskBackend.indexing = False
        transaction.set_rollback(True)
