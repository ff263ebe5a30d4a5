"""Split an iterable into batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in their order, at most ``size`` at a time; they are read as they are needed."""
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def batched_by_key(rows: QuerySet[Any], size: int) -> Iterator[list[Any]]:
    """The rows of a queryset that is ordered by its keys, each batch with a query, so that memory doesn't grow."""
    batch = list(rows[:size])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:size])
