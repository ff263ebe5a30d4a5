"""App configuration of translation files (PO and XLIFF)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationExchangeConfig(AppConfig):
    """Imports that wait for confirmation, and remarks that came in files."""

    name = "translation.exchange"
    label = "translation_exchange"
    verbose_name = _("Translations")
