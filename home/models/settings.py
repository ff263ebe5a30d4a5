"""Platform settings of a site."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class PlatformSettings(BaseSiteSetting):
    """One row a site for all languages, so it only points at what has languages."""

    navigation = models.ForeignKey(
        "home.Navigation",
        verbose_name=_("navigation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The main menu. Choose the version in the language it was written in; readers see the one in their own."
        ),
    )
    footer = models.ForeignKey(
        "home.Footer",
        verbose_name=_("footer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The bottom of every page. Choose the version in the language it was written in; readers "
            "see the one in their own."
        ),
    )

    panels: ClassVar = [FieldPanel("navigation"), FieldPanel("footer")]

    class Meta:
        verbose_name = _("navigation and footer")
        verbose_name_plural = _("navigation and footer")
