"""App configuration of permissions by language."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationLanguagesConfig(AppConfig):
    """Which group may do what in which language."""

    name = "translation.languages"
    label = "translation_languages"
    verbose_name = _("Languages")
