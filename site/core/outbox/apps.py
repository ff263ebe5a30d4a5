"""Mails that are not lost."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreOutboxConfig(AppConfig):
    """The base of rows that are mailed once; they are tables of the apps that mail."""

    name = "core.outbox"
    label = "core_outbox"
    verbose_name = _("Emails")

    def ready(self) -> None:
        from core.outbox.jobs import register_jobs

        register_jobs()
