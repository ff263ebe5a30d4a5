"""Making the image sizes that no task makes any more."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.images import rendition_queue
from core.jobs.schedule import Job, register


def make_what_waits() -> None:
    """Make the sizes of each image that waits for them: its task was lost, or it came without a worker."""
    for key in list(rendition_queue.waiting().order_by("image_id").values_list("image_id", flat=True).distinct()):
        rendition_queue.make(key)


def register_jobs() -> None:
    """Called in ``AppConfig.ready``."""
    register(Job("make_renditions", _("Generate missing image sizes"), timedelta(minutes=10), make_what_waits))
