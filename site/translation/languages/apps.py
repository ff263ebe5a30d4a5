"""App configuration of permissions by language."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationLanguagesConfig(AppConfig):
    """Permissions of groups by language."""

    name = "translation.languages"
    label = "translation_languages"
    verbose_name = _("Languages")

    def ready(self) -> None:
        from translation.languages.policy import register_policies

        register_policies()
