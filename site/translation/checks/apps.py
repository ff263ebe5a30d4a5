"""App configuration of the checks of translations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationChecksConfig(AppConfig):
    """Checks of translated texts, and what they found."""

    name = "translation.checks"
    label = "translation_checks"
    verbose_name = _("Translations")

    def ready(self) -> None:
        from core.base.publishing import register
        from translation.checks.gate import require_publishable

        register(require_publishable)
