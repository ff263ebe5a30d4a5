"""App configuration of the units."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.base.app_config import SignalHandlersMixin


class TranslationUnitsConfig(SignalHandlersMixin, AppConfig):
    """Texts to translate: their markup, their labels, and the one way to store them."""

    name = "translation.units"
    label = "translation_units"
    verbose_name = _("Translations")
