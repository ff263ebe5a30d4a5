"""Whom and what a piece of news is about: one row each, the same in every language."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin

from core.base.localization import facts, follows
from resources.models.news import NewsPage


class NewsGroup(TranslatableMixin, Orderable):
    """A group that news is about. The key stays on the page that was chosen; compare translation keys."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="groups")
    group = models.ForeignKey(
        "groups.WorkingGroupPage", verbose_name=_("group"), on_delete=models.CASCADE, related_name="+"
    )

    translatable_fields: ClassVar = [*facts("group")]
    panels: ClassVar = [
        FieldPanel(
            "group", help_text=_("You can choose the version in any language: visitors see the one in their own.")
        )
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("group that the news is about")
        verbose_name_plural = _("groups that the news is about")


class NewsTheme(TranslatableMixin, Orderable):
    """A theme that news is about."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey("groups.Theme", verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")

    translatable_fields: ClassVar = [*follows("theme")]
    panels: ClassVar = [FieldPanel("theme")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("theme of a news item")
        verbose_name_plural = _("themes of news items")
