"""Create many pages at once, without the work meant for single edits."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from modelcluster import models as cluster
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.models import revisions
from wagtail.signals import page_slug_changed
from wagtail_localize import models as localize

from core.navigation.site_chrome import defer_cache_clear
from core.seo.social_images import tasks as cards

#: Loggers that write a line or two a page.
CHATTY = ("wagtail", "django_tasks")


@contextmanager
def quietly() -> Iterator[None]:
    """No log lines a page, no record of each query, no pictures for sharing, and no redirects from addresses
    that nobody has seen yet.

    The garbage collector looks less often, which takes a tenth of the time of work that makes so many objects.
    A translation has its source's slug until its own is set, in the same transaction. With DEBUG on,
    Django keeps each query with its parameters filled in, which on SQLite is a query of its own.
    """
    loggers = {name: logging.getLogger(name) for name in CHATTY}
    levels = {name: logger.level for name, logger in loggers.items()}
    has_redirect_handler = page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
    for logger in loggers.values():
        logger.setLevel(logging.WARNING)
    database: Any = connection
    debug_cursor, database.make_debug_cursor = database.make_debug_cursor, database.make_cursor
    thresholds = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        with defer_cache_clear(), cards.suspended(), keys_unchecked():
            yield
    finally:
        database.make_debug_cursor = debug_cursor
        gc.set_threshold(*thresholds)
        for name, logger in loggers.items():
            logger.setLevel(levels[name])
        if has_redirect_handler:
            page_slug_changed.connect(autocreate_redirects_on_slug_change)


@contextmanager
def keys_unchecked() -> Iterator[None]:
    """Read revisions and frozen sources back without a question a key.

    modelcluster asks for each foreign key whether its row still exists, and loads it: a tenth of the
    time of filling a platform, in which nothing that was referred to is deleted.
    """
    original = cluster.model_from_serializable_data

    def unchecked(model: Any, data: Any, check_fks: bool = True, strict_fks: bool = False) -> Any:
        return original(model, data, check_fks=False, strict_fks=strict_fks)

    readers: tuple[Any, ...] = (cluster, revisions, localize)
    for module in readers:
        module.model_from_serializable_data = unchecked
    try:
        yield
    finally:
        for module in readers:
            module.model_from_serializable_data = original
