"""App configuration of the tree of translations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.base.app_config import SignalHandlersMixin


class TranslationTreeConfig(SignalHandlersMixin, AppConfig):
    """Aliases by choice, and translations with a place of their own."""

    name = "translation.tree"
    label = "translation_tree"
    verbose_name = _("Translations")
