"""Change counters of sources and translations, beside wagtail-localize's own tables.

Both are written when a source is published or synchronized and when a translation is saved, so that
nobody who reads a report computes them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_localize.models import Translation, TranslationSource


class SourceChange(models.Model):
    """The published source says something else than what the translators have before them.

    A row stands as long as that is so; editing the source back takes it away.
    """

    source = models.OneToOneField(
        TranslationSource,
        on_delete=models.CASCADE,
        related_name="change",
        verbose_name=pgettext_lazy("translation", "source"),
    )
    segments = models.PositiveIntegerField(
        _("segments"), help_text=_("Number of texts added, changed or removed since the last synchronization.")
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("source change")
        verbose_name_plural = _("source changes")

    def __str__(self) -> str:
        return f"{self.source.object_repr}: {self.segments}"


class TranslationBasis(models.Model):
    """The words that a translation was last made from, and how far the source has moved on since."""

    translation = models.OneToOneField(
        Translation, on_delete=models.CASCADE, related_name="basis", verbose_name=_("translation")
    )
    #: A digest for each text, of its words and its place (``translation.sources.changes.words_of``).
    words = models.JSONField(_("words"), default=list)
    changed_segments = models.PositiveIntegerField(
        _("changed texts"),
        default=0,
        help_text=_("Number of texts that have since been added, changed or removed in the source."),
    )
    changed_since = models.DateTimeField(_("changed since"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("basis of a translation")
        verbose_name_plural = _("bases of translations")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.changed_segments}"
