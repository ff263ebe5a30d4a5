"""App configuration of permissions, submission and review."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationWorkflowConfig(AppConfig):
    """Who may do what; from the submission of a source to the publication of its translations."""

    name = "translation.workflow"
    label = "translation_workflow"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from translation.workflow.jobs import register_jobs

        register_jobs()
