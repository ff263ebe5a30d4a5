"""Scheduled jobs of service requests."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.jobs.schedule import Job, register
from groups.requests.privacy import delete_expired


def delete_old_requests() -> int:
    """Delete the requests whose time is over today, and say how many."""
    return delete_expired(timezone.localdate())


def register_jobs() -> None:
    register(Job("delete_old_requests", _("Delete expired service requests"), timedelta(days=1), delete_old_requests))
