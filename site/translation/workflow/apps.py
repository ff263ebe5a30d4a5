"""App configuration of permissions, submission and review."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationWorkflowConfig(AppConfig):
    """Connects what has to happen when a source or its translation changes."""

    name = "translation.workflow"
    label = "translation_workflow"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from core.base.publishing import register
        from translation.checks.gate import require_publishable
        from translation.languages.policy import register_policies
        from translation.queue import notifications
        from translation.sending.batches import register_job
        from translation.workflow import signal_handlers
        from translation.workflow.jobs import register_jobs

        register_policies()
        notifications.register_jobs()
        signal_handlers.connect()
        register(require_publishable)
        register_jobs()
        register_job()
