"""App configuration of the glossary."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationGlossaryConfig(AppConfig):
    """The terms of the glossary."""

    name = "translation.glossary"
    label = "translation_glossary"
    verbose_name = _("Glossary")
