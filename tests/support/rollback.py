"""What the tests of a file begin with where that takes long: built once for all of them, taken back after the last."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from tests.support.tasks import TaskBackend


@contextmanager
def rolled_back(blocker: Any, *, indexed: bool = False) -> Iterator[None]:
    """What is done inside is undone at the end; each test is a savepoint in it.

    A file that uses it is named in ``tests.support.schedule``, so that one process gets all its tests.

    Args:
        blocker: what pytest-django keeps the database shut with.
        indexed: whether what is built is found by searches and known to the register of references.
    """
    with blocker.unblock(), transaction.atomic():
        TaskBackend.indexing = indexed
        yield
        TaskBackend.indexing = False
        transaction.set_rollback(True)
