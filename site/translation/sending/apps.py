"""App configuration of the submission of subtrees."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationSendingConfig(AppConfig):
    """Submissions of subtrees and their progress."""

    name = "translation.sending"
    label = "translation_sending"
    verbose_name = _("Sent to the translators")

    def ready(self) -> None:
        from translation.sending.batches import register_job

        register_job()
