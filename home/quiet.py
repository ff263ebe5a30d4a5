"""Making many pages at once, without what is meant for pages that are edited one by one."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.signals import page_slug_changed

from core.furniture import dropped_at_the_end

#: Loggers that write a line or two a page.
CHATTY = ("wagtail", "django_tasks")


@contextmanager
def quietly() -> Iterator[None]:
    """No log lines a page, no record of each query, and no redirects from addresses that nobody has seen yet.

    A translation has its source's slug until its own is set, in the same transaction. With DEBUG on,
    Django keeps each query with its parameters filled in, which on SQLite is a query of its own.
    """
    loggers = {name: logging.getLogger(name) for name in CHATTY}
    levels = {name: logger.level for name, logger in loggers.items()}
    was_connected = page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
    for logger in loggers.values():
        logger.setLevel(logging.WARNING)
    database: Any = connection
    recording, database.make_debug_cursor = database.make_debug_cursor, database.make_cursor
    try:
        with dropped_at_the_end():
            yield
    finally:
        database.make_debug_cursor = recording
        for name, logger in loggers.items():
            logger.setLevel(levels[name])
        if was_connected:
            page_slug_changed.connect(autocreate_redirects_on_slug_change)
