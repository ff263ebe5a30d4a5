"""Working group page: coalitions, working groups and operational groups, by an editable kind."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.base.fields import CodesField, image_key
from core.base.localization import facts, follows, words
from core.base.models.base_page import FACTS_HELP, BasePageForm
from core.base.page_states import PageState
from core.base.rich_text import PROSE
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.fields import BodyField
from core.blocks.objectives import ObjectiveBlock
from groups.models.base import COUNTRIES_PANEL, GOALS_PANEL, GoalsBasePage
from groups.validation import backwards, leads_back


class WorkingGroupForm(BasePageForm):
    """Conditions for publishing a group; a draft may lack them."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_deferred_validation or "status" not in cleaned:
            return cleaned
        closed = cleaned["status"] == WorkingGroupPage.Status.CLOSED
        if closed and cleaned.get("closed_on", "") is None:
            self.add_error("closed_on", _("Enter the date on which the group was closed."))
        return cleaned


class WorkingGroupPage(GoalsBasePage):
    """A group of entities that work together. Its facts are the same in every language."""

    class Status(models.TextChoices):
        """Status of a group."""

        PROPOSED = "proposed", _("Proposed")
        ACTIVE = "active", _("Active")
        CLOSED = "closed", _("Closed")

    acronym = models.CharField(
        _("acronym"), max_length=40, blank=True, help_text=_("As used in this language, if there is one.")
    )
    kind = models.ForeignKey(
        "groups.GroupKind", verbose_name=_("type"), null=True, on_delete=models.PROTECT, related_name="groups"
    )
    logo = image_key(
        _("logo"), _("Only the group's own logo. The emblems of organizations may be used only with their permission.")
    )
    logo_alt = models.CharField(
        _("alternative text of the logo"),
        max_length=200,
        blank=True,
        help_text=_(
            "Describes the logo for people who cannot see it. Leave empty if it would only repeat "
            "the name of the group."
        ),
    )
    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("What the group does and for whom, in one or two sentences. Shown in lists and search results."),
    )
    purpose = RichTextField(
        _("purpose"), features=list(PROSE), help_text=_("Why the group exists. Two or three short paragraphs.")
    )
    objectives = BodyField(
        [("objective", ObjectiveBlock())],
        verbose_name=_("objectives"),
        help_text=_("One entry per objective. Enter its components as parts, not in the text."),
    )
    goals = CodesField(
        vocabulary="goals", verbose_name=_("goals"), help_text=_("The goals that the group contributes to.")
    )
    countries = CodesField(
        vocabulary="countries",
        verbose_name=_("countries"),
        help_text=_("Where the group works. If none is chosen, it works in the whole region."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    active_since = models.DateField(
        _("active since"), null=True, blank=True, help_text=_("The date on which the group began its work.")
    )
    closed_on = models.DateField(
        _("closed on"), null=True, blank=True, help_text=_("Required for closed groups, and only for them.")
    )
    closing_message = models.TextField(
        _("closing message"),
        blank=True,
        help_text=_("Shown once the group is closed: what happened to its work and whom to contact now."),
    )
    parent_group = models.ForeignKey(
        "self",
        verbose_name=_("parent group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="child_groups",
        help_text=_("The larger group of which this one is part. Visitors see it in their own language."),
    )
    contact_point = models.ForeignKey(
        "groups.ContactPoint",
        verbose_name=_("contact point"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The mailbox that visitors can write to about the group."),
    )
    body = BodyField(
        BodyBlock(BODY_BLOCKS),
        verbose_name=_("more about the group"),
        help_text=_("Anything for which there is no field above."),
    )

    page_description = _("A coalition, working group or operational group, and those who lead it.")
    parent_page_types: ClassVar = ["groups.WorkingGroupIndexPage"]
    base_form_class = WorkingGroupForm

    pictures: ClassVar = {**GoalsBasePage.pictures, "logo": ("group-logo",)}
    translatable_fields: ClassVar = [
        *GoalsBasePage.translatable_fields,
        *words("acronym", "logo_alt", "summary", "purpose", "objectives", "closing_message", "body"),
        *facts("logo", "goals", "primary_goal", "countries", "status", "active_since", "closed_on", "parent_group"),
        *follows("kind", "contact_point", "themes", "leads", "members"),
    ]
    main_panels: ClassVar = [
        MultiFieldPanel([FieldPanel("acronym"), FieldPanel("summary")], heading=_("At a glance")),
        FieldPanel("purpose"),
        FieldPanel("objectives"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_alt")], heading=_("Logo")),
    ]
    fact_panels: ClassVar = [
        FACTS_HELP,
        MultiFieldPanel(
            [
                FieldPanel("kind", help_text=_("The name of the group on this platform.")),
                FieldPanel("status", help_text=_("A closed group can still be read and is marked as closed.")),
                FieldRowPanel([FieldPanel("active_since"), FieldPanel("closed_on")]),
                FieldPanel("closing_message"),
            ],
            heading=_("Type and status"),
        ),
        GOALS_PANEL,
        COUNTRIES_PANEL,
    ]
    relation_panels: ClassVar = [
        InlinePanel(
            "leads",
            heading=_("Leads of the group"),
            label=_("lead"),
            help_text=_("One row per role. When somebody leaves a role, keep the row and enter an end date."),
        ),
        InlinePanel(
            "members",
            heading=_("Members"),
            label=_("member"),
            help_text=_("Every participating entity, including the leads if they are members."),
        ),
        InlinePanel("themes", heading=_("Themes"), label=_("theme"), help_text=_("The themes that the group covers.")),
        FieldPanel("parent_group"),
        FieldPanel("contact_point"),
    ]
    search_fields: ClassVar = [
        *GoalsBasePage.search_fields,
        index.SearchField("acronym", boost=2),
        index.AutocompleteField("acronym"),
        index.SearchField("summary"),
        index.SearchField("purpose"),
        index.SearchField("objectives"),
        index.SearchField("closing_message"),
        index.SearchField("body"),
        index.FilterField("status"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")

    @property
    def is_closed(self) -> bool:
        """Whether the group has ended its work."""
        return self.status == self.Status.CLOSED

    @property
    def state(self) -> PageState:
        """Its status, told wherever the group is named unless it is at work."""
        return PageState(self.status, self.get_status_display(), telling=self.status != self.Status.ACTIVE)

    def conflicts(self) -> dict[str, Any]:
        errors = super().conflicts()
        if backwards(self.active_since, self.closed_on):
            errors["closed_on"] = _("The closing date is before the start date.")
        if leads_back(self, "parent_group"):
            errors["parent_group"] = _("A group cannot be part of itself or of one of its subgroups.")
        return errors
