"""Notices above every page."""

from typing import Any, ClassVar

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.base.localization import facts, words
from core.base.models import TranslatableSnippet
from core.base.rich_text import SIMPLE


class Notice(TranslatableSnippet):
    """Something every reader should know for a while, in their language."""

    class Level(models.TextChoices):
        """Severity of a notice."""

        INFO = "info", _("Information")
        WARNING = "warning", _("Warning")
        URGENT = "urgent", _("Urgent")

    text = RichTextField(
        _("text"), features=list(SIMPLE), help_text=_("One or two sentences. You can add a link to more information.")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.INFO)
    starts_at = models.DateTimeField(
        pgettext_lazy("date", "from"),
        null=True,
        blank=True,
        help_text=_("If left empty, it is shown as soon as it is published."),
    )
    ends_at = models.DateTimeField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("It disappears automatically at this time. If left empty, it is shown until it is unpublished."),
    )

    translatable_fields: ClassVar = [*words("text"), *facts("level", "starts_at", "ends_at")]
    search_fields: ClassVar = [*TranslatableSnippet.search_fields, index.AutocompleteField("text")]
    panels: ClassVar = [
        FieldPanel("text"),
        FieldPanel("level"),
        FieldRowPanel(["starts_at", "ends_at"], heading=_("Display period")),
    ]

    class Meta(TranslatableSnippet.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return Truncator(strip_tags(self.text)).chars(80)

    def conflicts(self) -> dict[str, Any]:
        is_backwards = self.starts_at and self.ends_at and self.ends_at <= self.starts_at
        return {"ends_at": _("The end must be after the start.")} if is_backwards else {}
