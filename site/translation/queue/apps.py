"""App configuration of the translators' queue."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationQueueConfig(AppConfig):
    """Assignments, and mails to translators."""

    name = "translation.queue"
    label = "translation_queue"
    verbose_name = _("Translation queue")
