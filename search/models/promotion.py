"""Promoted results: pages that editors put first for a query."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Locale, Page

from core.base.plain_text import PlainTextMixin
from core.base.validation import ConflictsMixin
from search.analysis import query_key


class Promotion(PlainTextMixin, ConflictsMixin, models.Model):
    """A page that stands above the results of a question in one language. Those that the public can't see don't."""

    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    query = models.CharField(
        _("search terms"),
        max_length=100,
        help_text=_("Accents, capital letters and the order of the words do not matter."),
    )
    key = models.CharField(max_length=200, editable=False)
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("The lowest number comes first."))

    panels: ClassVar = [
        FieldPanel("locale"),
        FieldPanel("query"),
        PageChooserPanel("page"),
        FieldPanel("order"),
    ]

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering: ClassVar = ["locale", "query", "order", "pk"]
        indexes: ClassVar = [models.Index(fields=("locale", "key"), name="search_promotion_by_key")]

    def __str__(self) -> str:
        return f"{self.query}: {self.page}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves beside the question what it is compared by."""
        self.key = query_key(self.query, self.locale.language_code)[:200]
        super().save(*args, **kwargs)

    def conflicts(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        if self.page_id and self.locale_id and self.page.locale_id != self.locale_id:
            errors["page"] = _("Choose a page in the language of the search terms.")
        if self.locale_id and not query_key(self.query, self.locale.language_code):
            errors["query"] = _("Type at least one word.")
        return errors
