"""App configuration of the translators' queue."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationQueueConfig(AppConfig):
    """Assignments, and mails to translators."""

    name = "translation.queue"
    label = "translation_queue"
    verbose_name = _("Translation queue")

    def ready(self) -> None:
        from translation.queue import emails, notifications  # noqa: F401 - registers the writer of the mails

        notifications.connect()
        notifications.register_jobs()
