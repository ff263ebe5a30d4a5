"""Health checks: liveness and readiness.

``/health/live`` asks nobody: a process that answers is alive, and restarting it would not mend a
database that is down. ``/health/ready`` asks what a page needs; a load balancer sends no visitor to a
process that isn't ready. Whether background work gets done says :mod:`core.jobs.health`.
"""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 if everything that a page needs answers, else 503; which part fails, without why (that is logged)."""
    parts = {name: _passes(name, check) for name, check in CHECKS.items()}
    fine = all(parts.values())
    answer = {"status": "ok" if fine else "failing"} | {
        name: "ok" if passes else "failing" for name, passes in parts.items()
    }
    return JsonResponse(answer, status=200 if fine else 503)


class NotReadyError(Exception):
    """A part answers, but not as it should."""


def _passes(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # whatever a client library raises, the answer is that this process isn't ready
        logger.exception("Not ready: %s", name)
        return False
    return True


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """The schema is the one that this release was written for.

    Raises:
        NotReadyError: migrations wait to be run.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError("there are migrations to run")


def check_cache() -> None:
    """The cache gives back what it was given.

    Raises:
        NotReadyError: it doesn't.
    """
    cache.set("health", "ok", 5)
    if cache.get("health") != "ok":
        raise NotReadyError("the cache forgets")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
}
