"""App configuration of the translators' screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationEditorConfig(AppConfig):
    """Drafts and the history of translated texts."""

    name = "translation.editor"
    label = "translation_editor"
    verbose_name = _("Translations")
