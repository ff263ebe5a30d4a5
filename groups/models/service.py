"""Service page."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.search import index

from core.base.fields import CodesField
from core.base.localization import facts, follows, words
from core.base.localized_urls import translated_path
from core.base.models.base_page import FACTS_HELP
from core.base.rich_text import PROSE
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.fields import BodyField
from groups.models.base import COUNTRIES_PANEL, GOALS_PANEL, GoalsBasePage

#: A confirmation is good for so long.
GOOD_FOR = timedelta(days=365)


def oldest_good_day() -> date:
    """The day before which a confirmation counts as expired."""
    return timezone.localdate() - GOOD_FOR


class ServicePage(GoalsBasePage):
    """A service that somebody can ask for. Its place gives the rights, its relations give the listings."""

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("What is offered and to whom, in one or two sentences. Shown in lists and search results."),
    )
    description = RichTextField(
        _("description"),
        blank=True,
        features=list(PROSE),
        help_text=_("What it includes, how it works and what those requesting it need to provide."),
    )
    kind = models.ForeignKey(
        "groups.ServiceKind", verbose_name=_("type"), null=True, on_delete=models.PROTECT, related_name="services"
    )
    goals = CodesField(
        vocabulary="goals", verbose_name=_("goals"), help_text=_("The goals that the service contributes to.")
    )
    countries = CodesField(
        vocabulary="countries",
        verbose_name=_("countries"),
        help_text=_("Where it is offered. If none is chosen, it is offered in the whole region."),
    )
    delivery_languages = CodesField(
        vocabulary="languages",
        verbose_name=_("languages of delivery"),
        help_text=_("The languages in which the service can be delivered."),
    )
    how_to_ask = models.TextField(
        _("how to request it"),
        blank=True,
        help_text=_("Who can request the service and what information they need to give. Plain text."),
    )
    lead_time = models.CharField(
        _("lead time"), max_length=120, blank=True, help_text=_("How long it takes, for example “four to six weeks”.")
    )
    last_confirmed = models.DateField(
        _("last confirmed"),
        null=True,
        blank=True,
        help_text=_("The date on which it was last confirmed that the service is still offered as described."),
    )
    confirmed_by = models.CharField(
        _("confirmed by"),
        max_length=120,
        blank=True,
        help_text=_("The post or unit. Visitors can see it, so do not enter the names of people."),
    )
    active = models.BooleanField(
        _("currently offered"),
        default=True,
        help_text=_("If the box is cleared, the page can still be read but no longer appears in lists."),
    )
    contact_point = models.ForeignKey(
        "groups.ContactPoint",
        verbose_name=_("contact point"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The mailbox to which requests for the service are sent."),
    )
    body = BodyField(
        BodyBlock(BODY_BLOCKS),
        verbose_name=_("more about the service"),
        help_text=_("Anything for which there is no field above."),
    )

    teaser_template: ClassVar = "pages/groups/parts/service_facts.html"

    page_description = _("Something that a group or entity offers and that others can request.")
    parent_page_types: ClassVar = ["groups.WorkingGroupPage", "groups.ServiceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    translatable_fields: ClassVar = [
        *GoalsBasePage.translatable_fields,
        *words("summary", "description", "how_to_ask", "lead_time", "body"),
        *facts("goals", "primary_goal", "countries", "delivery_languages", "last_confirmed", "confirmed_by", "active"),
        *follows("kind", "contact_point"),
        *follows("offered_by_groups", "offered_by_entities", "audiences", "themes", "examples"),
    ]
    main_panels: ClassVar = [
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel([FieldPanel("how_to_ask"), FieldPanel("lead_time")], heading=_("How to request it")),
        FieldPanel("body"),
    ]
    fact_panels: ClassVar = [
        FACTS_HELP,
        MultiFieldPanel(
            [
                FieldPanel("kind", help_text=_("The type of service.")),
                FieldPanel("active"),
                FieldRowPanel([FieldPanel("last_confirmed"), FieldPanel("confirmed_by")]),
            ],
            heading=_("Type and validity"),
        ),
        MultiFieldPanel([FieldPanel("delivery_languages")], heading=_("Languages")),
        GOALS_PANEL,
        COUNTRIES_PANEL,
    ]
    relation_panels: ClassVar = [
        FieldPanel("contact_point"),
        InlinePanel(
            "offered_by_groups",
            heading=_("Offered by groups"),
            label=_("group"),
            help_text=_(
                "The service appears on the page of each of these groups. You do not need to add the "
                "group that this page belongs to."
            ),
        ),
        InlinePanel("offered_by_entities", heading=_("Offered by entities"), label=_("entity")),
        InlinePanel(
            "audiences", heading=_("Who it is for"), label=_("audience"), help_text=_("Who can request the service.")
        ),
        InlinePanel(
            "themes", heading=_("Themes"), label=_("theme"), help_text=_("The themes that the service covers.")
        ),
        InlinePanel(
            "examples",
            heading=_("Examples"),
            label=_("example"),
            help_text=_("Pages that show the service in practice, in any language."),
        ),
    ]
    search_fields: ClassVar = [
        *GoalsBasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("how_to_ask"),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("active"),
    ]

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def conflicts(self) -> dict[str, Any]:
        errors = super().conflicts()
        if self.last_confirmed and self.last_confirmed > timezone.localdate():
            errors["last_confirmed"] = _("This date is in the future.")
        return errors

    @property
    def confirmed_long_ago(self) -> bool:
        """Whether the last confirmation, if there was one, is older than a year; see :mod:`groups.confirmation`."""
        return self.last_confirmed is not None and self.last_confirmed < oldest_good_day()

    @path(translated_path("request/"), name="ask")
    def ask(self, request: HttpRequest) -> HttpResponseBase:
        """The form with which a visitor asks for the service; see :mod:`groups.requests.views`."""
        return self.respond("ask", request)
