"""States and comments from imported files, and imports that wait for confirmation."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import String, Translation, TranslationContext


class ImportState(models.TextChoices):
    """State of a text, in XLIFF 2's terms."""

    INITIAL = "initial", _("Untranslated")
    TRANSLATED = "translated", _("Translated")
    REVIEWED = "reviewed", _("Reviewed")
    FINAL = "final", _("Final")


class Remark(models.Model):
    """State and comments of a text from an imported file, written to the next export."""

    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+", verbose_name=_("text"))
    context = models.ForeignKey(
        TranslationContext, on_delete=models.CASCADE, related_name="+", verbose_name=_("context")
    )
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    state = models.CharField(_("status"), max_length=10, choices=ImportState, blank=True)
    #: Of the translation that the state was given to; the state counts as long as the words are these.
    digest = models.CharField(_("digest"), max_length=32, blank=True)
    comments = models.JSONField(_("comments"), default=list)

    class Meta:
        verbose_name = _("file comment")
        verbose_name_plural = _("file comments")
        constraints = [models.UniqueConstraint(fields=["context", "locale", "string"], name="one_remark_a_text")]

    def __str__(self) -> str:
        return f"{self.string_id}, {self.locale_id}: {self.state}"


class PendingImport(models.Model):
    """Files that somebody sent and has not confirmed yet; no temporary file outlives a request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    files = models.JSONField(_("files"))
    translation = models.ForeignKey(
        Translation,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("translation"),
        help_text=_("The only translation to which the files apply."),
    )

    class Meta:
        verbose_name = _("import awaiting confirmation")
        verbose_name_plural = _("imports awaiting confirmation")

    def __str__(self) -> str:
        return str(self.id)
