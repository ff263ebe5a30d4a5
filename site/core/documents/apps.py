"""Files to download."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreDocumentsConfig(AppConfig):
    """Has files read in the background when they are uploaded or replaced."""

    name = "core.documents"
    label = "core_documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from core.documents import jobs, signal_handlers

        signal_handlers.connect()
        jobs.register_jobs()
