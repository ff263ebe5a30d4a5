"""App configuration of the translation matrix."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.base.app_config import SignalHandlersMixin


class TranslationMatrixConfig(SignalHandlersMixin, AppConfig):
    """The progress of translations."""

    name = "translation.matrix"
    label = "translation_matrix"
    verbose_name = _("Translations")
