"""Rows written in as few statements as the database takes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.constants import OnConflict

from core.base.batches import batched

#: Values in one statement. Every database that we know takes so many; Django believes of SQLite that it takes 999.
PARAMETERS = 30_000


def insert(rows: Sequence[Model], *, fields: Sequence[Any] = (), ignore_conflicts: bool = False) -> None:
    """Insert new rows of one model, past signals; they don't get their keys.

    ``fields`` has those of the model's own table where it extends another one.

    Django's ``bulk_create`` splits them into statements of 199 rows on SQLite, whatever SQLite takes.
    """
    if not rows:
        return
    model = type(rows[0])
    columns = fields or [each for each in model._meta.concrete_fields if not each.primary_key or rows[0].pk is not None]
    on_conflict = OnConflict.IGNORE if ignore_conflicts else None
    for some in batched(rows, PARAMETERS // len(columns)):
        model._base_manager._insert(  # type: ignore[attr-defined]  # noqa: SLF001 - see above
            some, fields=columns, using=connection.alias, on_conflict=on_conflict
        )


def found(queryset: Any, field: str, values: Iterable[Any]) -> list[Any]:
    """The rows in which a field has one of some values; no query for none."""
    return [row for some in batched(values, PARAMETERS) for row in queryset.filter(**{f"{field}__in": some})]
