"""Sending the emails that a failing mail server left waiting."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.jobs.schedule import Job, register
from core.outbox.delivery import mail_waiting


def register_jobs() -> None:
    """Called in ``AppConfig.ready``."""
    register(Job("mail_waiting", _("Resend emails that could not be sent"), timedelta(minutes=10), mail_waiting))
