"""Background tasks and scheduled jobs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreJobsConfig(AppConfig):
    """Registers the jobs that every platform needs."""

    name = "core.jobs"
    label = "core_jobs"
    verbose_name = _("Background tasks")

    def ready(self) -> None:
        from core.jobs.housekeeping import register_jobs

        register_jobs()
