"""Wagtail's automatic redirects, suspended while a command creates pages; ``docs/upstream.md`` lists it."""

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.signals import page_slug_changed


@contextmanager
def without_automatic_redirects() -> Iterator[None]:
    """Disconnect the handler that creates redirects when a slug changes, and connect it again.

    A translation has its source's slug until its own is set, in the same transaction, so that nobody has seen the
    first address. ``WAGTAILREDIRECTS_AUTO_CREATE`` turns redirects off for the whole process and is no context.
    """
    is_connected = page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
    try:
        yield
    finally:
        if is_connected:
            page_slug_changed.connect(autocreate_redirects_on_slug_change)
