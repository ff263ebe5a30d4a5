"""Scheduled jobs of every platform."""

from datetime import timedelta
from functools import partial

from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext_lazy as _

from core.base.scheduled_publishing import publish_scheduled
from core.documents import text_extraction
from core.images import rendition_queue
from core.jobs.recovery import has_queue
from core.jobs.schedule import Job, register
from core.outbox.delivery import mail_waiting
from core.seo.social_images import tasks

#: For how many days the records of finished work are kept, and those of work that failed.
KEPT_DAYS, FAILED_KEPT_DAYS = 14, 90


def prune_task_results() -> None:
    """Forget finished work; a platform without a worker has no records of it."""
    if has_queue():
        call_command("prune_db_task_results", min_age_days=KEPT_DAYS, failed_min_age_days=FAILED_KEPT_DAYS, verbosity=0)


def make_what_waits() -> None:
    """Make the sizes of each image that waits for them: its task was lost, or it came without a worker."""
    for key in list(rendition_queue.waiting().order_by("image_id").values_list("image_id", flat=True).distinct()):
        rendition_queue.make(key)


def enqueue_pending_extractions() -> None:
    """Ask for each file that waits, whose task was lost or who came without one."""
    for document in text_extraction.waiting():
        document.enqueue_extraction()


def draw_missing_cards() -> None:
    """Draw pictures for sharing of pages that were made in bulk."""
    tasks.draw_missing_cards.enqueue()


def refresh_statistics() -> None:
    """Let the database look at what it holds, so that it finds its way by the best index.

    PostgreSQL does so by itself (autovacuum), and is only asked by who fills it at once; SQLite never does.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def register_jobs() -> None:
    """Publishing at the times editors chose, and clearing away."""
    register(
        Job(
            "publish_scheduled",
            _("Publish and unpublish pages as scheduled"),
            timedelta(minutes=1),
            publish_scheduled,
        )
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
    register(
        Job(
            "make_renditions",
            _("Generate missing image sizes"),
            timedelta(minutes=10),
            make_what_waits,
        )
    )
    register(Job("mail_waiting", _("Resend emails that could not be sent"), timedelta(minutes=10), mail_waiting))
    register(
        Job("read_documents", _("Extract text from pending files"), timedelta(hours=1), enqueue_pending_extractions)
    )
    register(Job("draw_cards", _("Generate missing images for social media"), timedelta(hours=1), draw_missing_cards))
