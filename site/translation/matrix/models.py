"""Progress of a translation, stored so that it is counted once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation


class TranslationProgress(models.Model):
    """Number of texts of a translation, and number of translated texts.

    Counted by :mod:`translation.matrix.progress`, so that a matrix of thousands of pages asks for a
    row a translation and not for each of their texts.
    """

    translation = models.OneToOneField(
        Translation, on_delete=models.CASCADE, primary_key=True, related_name="progress", verbose_name=_("translation")
    )
    total = models.PositiveIntegerField(_("texts"), default=0)
    translated = models.PositiveIntegerField(_("translated texts"), default=0)
    stale = models.BooleanField(_("to be recounted"), default=True)

    class Meta:
        verbose_name = _("progress of a translation")
        verbose_name_plural = _("progress of translations")
        indexes = (models.Index(fields=["translation"], name="progress_to_be_counted", condition=models.Q(stale=True)),)

    def __str__(self) -> str:
        return f"{self.translated}/{self.total}"
