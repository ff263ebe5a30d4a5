"""The translation workbench, on top of wagtail-localize."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Connects what has to happen when a source or its translation changes."""

    name = "translation"
    verbose_name = _("Translation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.base.publishing import register
        from translation import receivers
        from translation.checks.gate import require_publishable
        from translation.jobs import register_jobs
        from translation.languages.policy import register_policies
        from translation.queue import telling
        from translation.sending.work import register_job

        register_policies()
        telling.register_jobs()
        receivers.connect()
        register(require_publishable)
        register_jobs()
        register_job()
