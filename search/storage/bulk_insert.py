"""SQL for inserting many rows without model instances."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from django.db import connection

#: A page as its words are stored: its key, the tag of its language, its marks, and the stems of each field.
Row: TypeAlias = tuple[int, str, Sequence[str], list[list[str]]]


def insert(fields: Sequence[Any], values: str) -> str:
    """SQL, for both databases, that inserts ``values`` into columns of a model.

    A row takes the place of the one with its key, if the key is one of the columns; else what is there already stays.
    """
    names = [connection.ops.quote_name(field.column) for field in fields]
    sql = f"INSERT INTO {fields[0].model._meta.db_table} ({', '.join(names)}) {values}"
    key = next((field.column for field in fields if field.primary_key), None)
    if key is None:
        return f"{sql} ON CONFLICT DO NOTHING"
    return f"{sql} ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{name} = EXCLUDED.{name}' for name in names)}"
