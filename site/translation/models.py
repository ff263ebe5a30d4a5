"""What the workbench remembers beside wagtail-localize's own tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import TranslationSource


class SourceChange(models.Model):
    """The published source says something else than what its translations were made from.

    A row stands as long as that is so; editing the source back takes it away. It is written when
    the source is published or synchronised, so that nobody who reads a report computes it.
    """

    source = models.OneToOneField(
        TranslationSource, on_delete=models.CASCADE, related_name="change", verbose_name=_("source")
    )
    segments = models.PositiveIntegerField(
        _("segments"), help_text=_("How many texts were added, changed or removed since the last synchronisation.")
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("source change")
        verbose_name_plural = _("source changes")

    def __str__(self) -> str:
        return f"{self.source.object_repr}: {self.segments}"
