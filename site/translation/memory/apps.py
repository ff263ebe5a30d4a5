"""App configuration of the translation memory."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationMemoryConfig(AppConfig):
    """Source texts with the translations that each was given."""

    name = "translation.memory"
    label = "translation_memory"
    verbose_name = _("Translation memory")
