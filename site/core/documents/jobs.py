"""Reading the files that no task reads any more."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.documents import text_extraction
from core.documents.tasks import enqueue_extraction
from core.jobs.schedule import Job, register


def enqueue_pending_extractions() -> None:
    """Ask for each file that waits, whose task was lost or who came without one."""
    for document in text_extraction.waiting():
        enqueue_extraction(document)


def register_jobs() -> None:
    """Called in ``AppConfig.ready``."""
    register(
        Job("read_documents", _("Extract text from pending files"), timedelta(hours=1), enqueue_pending_extractions)
    )
