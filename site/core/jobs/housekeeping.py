"""Scheduled jobs of every platform."""

from datetime import timedelta
from functools import partial

from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext_lazy as _

from core.base.scheduled_publishing import publish_scheduled
from core.base.task_queue import has_queue
from core.jobs.schedule import Job, register

#: For how many days the records of finished work are kept, and those of work that failed.
KEPT_DAYS, FAILED_KEPT_DAYS = 14, 90


def prune_task_results() -> None:
    """Forget finished work; a platform without a worker has no records of it."""
    if has_queue():
        call_command("prune_db_task_results", min_age_days=KEPT_DAYS, failed_min_age_days=FAILED_KEPT_DAYS, verbosity=0)


def refresh_statistics() -> None:
    """Let the database look at what it holds, so that it finds its way by the best index.

    PostgreSQL does so by itself (autovacuum), and is only asked by who fills it at once; SQLite never does.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def register_jobs() -> None:
    """Called in ``AppConfig.ready``."""
    register(
        Job("publish_scheduled", _("Publish and unpublish pages as scheduled"), timedelta(minutes=1), publish_scheduled)
    )
    if connection.vendor == "sqlite":
        job = Job("refresh_statistics", _("Update database statistics"), timedelta(days=1), refresh_statistics)
        register(job)
    register(
        Job(
            "prune_task_results",
            _("Delete records of completed background tasks"),
            timedelta(days=1),
            prune_task_results,
        )
    )
    register(
        Job(
            "clear_sessions",
            _("Delete expired sessions"),
            timedelta(days=1),
            partial(call_command, "clearsessions", verbosity=0),
        )
    )
