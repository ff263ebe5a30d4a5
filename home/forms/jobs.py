"""Scheduled jobs of forms."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.jobs.schedule import Job, register
from home.forms.retention import delete_expired


def delete_old_submissions() -> int:
    """Delete the answers whose time is over today, and say how many."""
    return delete_expired(timezone.localdate())


def register_jobs() -> None:
    register(
        Job("delete_old_submissions", _("Delete expired answers to forms"), timedelta(days=1), delete_old_submissions)
    )
