"""What the workbench remembers beside wagtail-localize's own tables.

Both are written when a source is published or synchronised and when a translation is saved, so that
nobody who reads a report computes them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_localize.models import Translation, TranslationSource

from translation.checks.models import SegmentFinding
from translation.editor.models import PastTranslation, SegmentDraft
from translation.files.models import PendingImport, Remark
from translation.following.models import AliasLanguage, OwnPlace
from translation.glossary.models import GlossaryTerm
from translation.languages.models import GroupLanguagePermission
from translation.machine.models import MachineRun
from translation.matrix.models import TranslationProgress
from translation.memory.models import MemoryEntry, MemoryGram, MemoryUnit
from translation.queue.models import Assignment, DigestPreference, TranslatorMail
from translation.sending.models import Sending, SentPage

__all__ = (
    "AliasLanguage",
    "Assignment",
    "DigestPreference",
    "GlossaryTerm",
    "GroupLanguagePermission",
    "MachineRun",
    "MemoryEntry",
    "MemoryGram",
    "MemoryUnit",
    "OwnPlace",
    "PastTranslation",
    "PendingImport",
    "Remark",
    "SegmentDraft",
    "SegmentFinding",
    "Sending",
    "SentPage",
    "SourceChange",
    "TranslationBasis",
    "TranslationProgress",
    "TranslatorMail",
)


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
    #: A digest for each text, of its words and its place (``translation.changes.words_of``).
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
