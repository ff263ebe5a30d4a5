"""App configuration of the submission of subtrees."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationSendingConfig(AppConfig):
    """What was sent, and how far that has come."""

    name = "translation.sending"
    label = "translation_sending"
    verbose_name = _("Sent to the translators")
