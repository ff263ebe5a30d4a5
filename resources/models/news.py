"""What is new."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from core.base.fields import BodyField, CodesField
from core.base.localization import facts, follows, words
from core.base.models import BasePage
from core.blocks import BODY_BLOCKS
from core.blocks.body import BodyBlock
from core.vocabularies import goals as goals_vocabulary
from groups.validation import check_primary_goal


class NewsPage(BasePage):
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
    image = models.ForeignKey(
        "core_images.PlatformImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A landscape image, shown above the text."),
    )
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
    primary_goal = models.PositiveSmallIntegerField(
        _("primary goal"),
        null=True,
        blank=True,
        choices=goals_vocabulary.choices,
        help_text=_("If one of them is more important than the others."),
    )
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

    pictures: ClassVar = {**BasePage.pictures, "image": ("news", "card-image")}
    translatable_fields: ClassVar = [
        *BasePage.translatable_fields,
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
        HelpPanel(
            _("Facts are the same in every language. Publishing this page changes them in every language at once.")
        ),
        FieldRowPanel([FieldPanel("date"), FieldPanel("image")]),
        MultiFieldPanel([FieldPanel("goals"), FieldPanel("primary_goal")], heading=_("Goals")),
        MultiFieldPanel([FieldPanel("countries")], heading=_("Countries")),
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
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def clean(self) -> None:
        """Refuse what contradicts itself, in a draft too.

        Raises:
            ValidationError: each message at its field.
        """
        super().clean()
        if errors := check_primary_goal(self.goals, self.primary_goal):
            raise ValidationError(errors)

    @property
    def card_image(self) -> Any:
        """The image for a list, if the list has asked for it together with all others."""
        return self.image if "image" in self._state.fields_cache else None
