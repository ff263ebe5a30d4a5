"""Signal that pages have to be indexed again; the search app listens."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal

#: Sent with the ``keys`` of pages that are to be indexed anew, and with ``at_once`` where that is not to wait.
pages_changed = Signal()
#: Pages to be indexed anew when a piece of work ends, where one has asked for that.
_at_the_end: ContextVar[set[int] | None] = ContextVar("pages_indexed_at_the_end", default=None)


def reindex(keys: Collection[int]) -> None:
    """Reindex pages, in the background or at the end of the surrounding context."""
    pending_keys = _at_the_end.get()
    if pending_keys is not None:
        pending_keys.update(keys)
    elif keys:
        pages_changed.send(sender=None, keys=sorted(keys))


def index_pages(keys: list[int]) -> None:
    """Index pages anew: what follows a publish and may wait."""
    pages_changed.send(sender=None, keys=sorted(keys), at_once=True)


@contextmanager
def defer_reindexing() -> Iterator[set[int]]:
    """Reindex pages once at the end of the context; nothing after an error.

    For work that publishes many pages, each several times. It takes out what it has indexed itself.
    """
    pending_keys: set[int] = set()
    token = _at_the_end.set(pending_keys)
    try:
        yield pending_keys
    finally:
        _at_the_end.reset(token)
    reindex(pending_keys)
