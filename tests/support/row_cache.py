"""Caches the rows that a function creates: called again in another test, they are inserted as they were."""

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from tests.support.tasks import TaskBackend

P = ParamSpec("P")
R = TypeVar("R")

Row = tuple[Any, ...]
Tables = dict[str, dict[Any, Row]]

#: Tables of the search index, which nobody keeps where rows are put back; see ``TaskBackend``.
NOT_OURS = frozenset({"modelsearch", "wagtailsearch"})


@dataclass(frozen=True)
class CachedRows:
    """The changed tables before and after the call, and its pickled result."""

    before: Tables
    after: Tables
    result: bytes


#: What tells the time unless a test has set it.
_clock = timezone.now
_known: dict[tuple[Any, ...], CachedRows] = {}


def forget_rows() -> None:
    """Clear the cache, since keys differ in another database."""
    _known.clear()


def cached_rows(make: Callable[P, R]) -> Callable[P, R]:
    """Decorate a function that creates rows, so that many tests call it at the price of one call.

    Its arguments must be hashable, its result pickled, and its effect must depend only on the arguments
    and the tables it writes. If these tables are as they were before the first call, the rows are restored;
    otherwise, and in tests with indexes or a fixed clock, the function is called.
    """

    @functools.wraps(make)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        if TaskBackend.indexing or timezone.now is not _clock:
            return make(*args, **kwargs)
        key = (make, args, tuple(sorted(kwargs.items())))
        known = _known.get(key)
        if known is None:
            before = _read_rows(_columns())
            result = make(*args, **kwargs)
            after = _read_rows(_columns())
            written = [table for table in after if after[table] != before[table]]
            if not written:  # all was there already, which says nothing of the next call
                return result
            _known[key] = CachedRows(
                {table: before[table] for table in written},
                {table: after[table] for table in written},
                pickle.dumps(result),
            )
            return result
        if _read_rows(known.before) != known.before:
            return make(*args, **kwargs)
        _restore(known)
        remembered: R = pickle.loads(known.result)  # noqa: S301 - written above
        return remembered

    return again


@functools.cache
def _columns() -> dict[str, list[str]]:
    """The columns of every managed table, the primary key first."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and meta.app_label not in NOT_OURS:
            others = [str(field.column) for field in meta.local_concrete_fields if not field.primary_key]
            found[meta.db_table] = [str(meta.pk.column), *others]
    return found


def _read_rows(tables: Any) -> Tables:
    """The rows of tables by primary key, with raw values."""
    quote = connection.ops.quote_name
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT {', '.join(map(quote, _columns()[table]))} FROM {quote(table)}")
            found[table] = {row[0]: tuple(map(_storable, row)) for row in cursor.fetchall()}
    return found


def _storable(value: Any) -> Any:
    """A column's value in a form that every database accepts."""
    return str(value) if isinstance(value, datetime | date | time) else value


def _restore(known: CachedRows) -> None:
    """Delete and insert rows to turn the state before into the one after, and clear the cache."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table, after in known.after.items():
            before = known.before[table]
            columns = _columns()[table]
            gone = [(key,) for key, row in before.items() if after.get(key) != row]
            new = [row for key, row in after.items() if before.get(key) != row]
            if gone:
                cursor.executemany(f"DELETE FROM {quote(table)} WHERE {quote(columns[0])} = %s", gone)
            if new:
                names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", new)
    cache.clear()
