"""Relations of a news page, shared by all languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from groups.models.base import GroupRelation, ThemeRelation
from resources.models.news import NewsPage


class NewsGroup(GroupRelation):
    """A group that news is about. The key stays on the page that was chosen; compare translation keys."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="groups")

    class Meta(GroupRelation.Meta):
        verbose_name = _("group that the news is about")
        verbose_name_plural = _("groups that the news is about")


class NewsTheme(ThemeRelation):
    """A theme that news is about."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="themes")

    class Meta(ThemeRelation.Meta):
        verbose_name = _("theme of a news item")
        verbose_name_plural = _("themes of news items")
