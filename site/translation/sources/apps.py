"""App configuration of the sources of translations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.base.app_config import SignalHandlersMixin


class TranslationSourcesConfig(SignalHandlersMixin, AppConfig):
    """Changes of sources, and what translations were made from."""

    name = "translation.sources"
    label = "translation_sources"
    verbose_name = _("Translations")
