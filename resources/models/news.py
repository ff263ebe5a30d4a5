"""News page."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from core.base.fields import CodesField, image_key
from core.base.localization import facts, follows, words
from core.base.models.base_page import FACTS_HELP
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.fields import BodyField
from groups.models.base import COUNTRIES_PANEL, GOALS_PANEL, GoalsBasePage


class NewsPage(GoalsBasePage):
    """A piece of news. Its place gives the rights, its relations give the listings."""

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("What happened, where and when, in one or two sentences. Shown in lists and search results."),
    )
    date = models.DateField(_("date"), null=True, help_text=_("The date of the news. Lists show the newest first."))
    source_entity = models.ForeignKey(
        "groups.Entity",
        verbose_name=pgettext_lazy("reference", "source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The entity that the news comes from, if it is not the platform's own."),
    )
    image = image_key(_("image"), _("A landscape image, shown above the text."))
    image_alt = models.CharField(
        _("alternative text of the image"),
        max_length=250,
        blank=True,
        help_text=_("Describes the image for people who cannot see it. Leave empty if the image is purely decorative."),
    )
    image_credit = models.CharField(
        _("image credit"),
        max_length=200,
        blank=True,
        help_text=_("Only if it differs from the credit stored with the image."),
    )
    goals = CodesField(vocabulary="goals", verbose_name=_("goals"), help_text=_("The goals that the news relates to."))
    countries = CodesField(
        vocabulary="countries",
        verbose_name=_("countries"),
        help_text=_("Where it happened. If none is chosen, the news concerns the whole region."),
    )
    body = BodyField(BodyBlock(BODY_BLOCKS), verbose_name=_("text"), help_text=_("The text of the news."))

    page_description = _("An account of something that happened on a given day, in a few paragraphs.")
    parent_page_types: ClassVar = ["groups.WorkingGroupPage", "resources.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    teaser_template: ClassVar = "pages/resources/parts/news_facts.html"

    pictures: ClassVar = {**GoalsBasePage.pictures, "image": ("news", "card-image")}
    translatable_fields: ClassVar = [
        *GoalsBasePage.translatable_fields,
        *words("summary", "image_alt", "image_credit", "body"),
        *facts("date", "image", "goals", "primary_goal", "countries"),
        *follows("source_entity", "groups", "themes"),
    ]
    main_panels: ClassVar = [
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image_alt"), FieldPanel("image_credit")], heading=_("About the image")),
        FieldPanel("body"),
    ]
    fact_panels: ClassVar = [
        FACTS_HELP,
        FieldRowPanel([FieldPanel("date"), FieldPanel("image")]),
        GOALS_PANEL,
        COUNTRIES_PANEL,
    ]
    relation_panels: ClassVar = [
        FieldPanel("source_entity"),
        InlinePanel(
            "groups",
            heading=_("Groups"),
            label=_("group"),
            help_text=_(
                "The news appears on the page of each of these groups. You do not need to add the group "
                "that this page belongs to."
            ),
        ),
        InlinePanel("themes", heading=_("Themes"), label=_("theme"), help_text=_("The themes that the news covers.")),
    ]
    search_fields: ClassVar = [
        *GoalsBasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    @property
    def card_image(self) -> Any:
        """The image for a list, if the list has asked for it together with all others."""
        return self.image if "image" in self._state.fields_cache else None
