"""Models of the translators' screen: history of texts, and who is editing which one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, TranslationContext


class Segment(models.Model):
    """A text of the source at a place, in a language; as ``StringTranslation`` names it."""

    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+", verbose_name=_("source text"))
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+", verbose_name=_("place"))
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))

    class Meta:
        abstract = True


class PastTranslation(Segment):
    """A translation that has been replaced: what it said, whose it was, who replaced it and when.

    The one in force is the ``StringTranslation``. A segment that had none before leaves no row.
    """

    data = models.TextField(_("text"), help_text=_("As stored, with its inline tags."))
    translation_type = models.CharField(
        _("made by"), max_length=20, choices=StringTranslation.TRANSLATION_TYPE_CHOICES, blank=True
    )
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("translated by"),
    )
    translated_at = models.DateTimeField(_("translated at"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
    )
    replaced_at = models.DateTimeField(_("replaced at"), auto_now_add=True)

    class Meta:
        verbose_name = _("previous translation")
        verbose_name_plural = _("previous translations")
        indexes = [models.Index(fields=["context", "locale", "string"], name="past_translation_segment")]

    def __str__(self) -> str:
        return f"{self.context_id}: {self.data[:40]}"


class SegmentDraft(Segment):
    """Text typed and not saved yet, so that a closed window or a lost connection loses nothing.

    It counts as no translation: nobody else sees its words, only that somebody is at work there.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    text = models.TextField(_("text"), blank=True, help_text=_("As entered, with placeholders for the inline tags."))
    base = models.CharField(
        _("version"), max_length=32, help_text=_("The version of the translation on which it is based.")
    )
    updated_at = models.DateTimeField(_("entered at"), auto_now=True)

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [
            models.UniqueConstraint(
                fields=["context", "locale", "string", "user"], name="one_draft_a_person_and_segment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.context_id}: {self.text[:40]}"
