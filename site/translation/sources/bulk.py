"""Bulk insert and look-up, in as few statements as the database allows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from core.base.batches import batched
from translation.sources.upstream import insert_rows

#: Values in one statement. Every database that we know takes so many; Django believes of SQLite that it takes 999.
PARAMETERS = 30_000


def insert(rows: Sequence[Model], *, fields: Sequence[Any] = (), ignore_conflicts: bool = False) -> None:
    """Insert new rows of one model, past signals; they don't get their keys.

    ``fields`` has those of the model's own table where it extends another one.
    """
    if not rows:
        return
    model = type(rows[0])
    columns = fields or [each for each in model._meta.concrete_fields if not each.primary_key or rows[0].pk is not None]
    for some in batched(rows, PARAMETERS // len(columns)):
        insert_rows(some, columns, ignore_conflicts=ignore_conflicts)


def fetch(queryset: Any, field: str, values: Iterable[Any]) -> list[Any]:
    """The rows in which a field has one of some values; no query for none."""
    return [row for some in batched(values, PARAMETERS) for row in queryset.filter(**{f"{field}__in": some})]
