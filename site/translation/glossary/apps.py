"""App configuration of the glossary."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.base.app_config import SignalHandlersMixin


class TranslationGlossaryConfig(SignalHandlersMixin, AppConfig):
    """The terms of the glossary."""

    name = "translation.glossary"
    label = "translation_glossary"
    verbose_name = _("Glossary")
