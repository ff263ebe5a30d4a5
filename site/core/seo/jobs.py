"""Drawing the images for social media that pages lack."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.jobs.schedule import Job, register
from core.seo.social_images import tasks


def draw_missing_cards() -> None:
    """Draw pictures for sharing of pages that were made in bulk."""
    tasks.draw_missing_social_images.enqueue()


def register_jobs() -> None:
    """Called in ``AppConfig.ready``."""
    register(Job("draw_cards", _("Generate missing images for social media"), timedelta(hours=1), draw_missing_cards))
