"""Relations of a working group: leads, members, goals, shared by all languages."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.base.localization import facts, follows
from core.base.validation import ConflictsMixin
from groups.models.base import EntityRelation, ThemeRelation
from groups.models.working_group import WorkingGroupPage
from groups.validation import backwards


class Participation(ConflictsMixin, EntityRelation):
    """An entity's part in a group, from a day and to a day (both included; empty: unknown or open)."""

    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("Leave empty while it is ongoing."))

    class Meta(EntityRelation.Meta):
        abstract = True

    def conflicts(self) -> dict[str, Any]:
        return {"until": _("The end date is before the start date.")} if backwards(self.since, self.until) else {}


class GroupLead(Participation):
    """An entity that leads a group, in a role."""

    class Role(models.TextChoices):
        """Role of an entity in a group, in the order of the public page."""

        CHAIR = "chair", _("Chair")
        CO_CHAIR = "co_chair", _("Co-chair")
        SECRETARIAT = "secretariat", _("Secretariat")

    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="leads")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.CO_CHAIR)

    person = models.ForeignKey(
        "groups.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The person who holds the role on behalf of the entity. Visitors see the name only if "
            "the person has given consent."
        ),
    )

    translatable_fields: ClassVar = [*facts("role", "since", "until"), *follows("entity", "person")]
    panels: ClassVar = [
        *EntityRelation.panels,
        FieldPanel("person"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("since"), FieldPanel("until")]),
    ]

    class Meta(Participation.Meta):
        verbose_name = _("lead")
        verbose_name_plural = _("leads")


class GroupMember(Participation):
    """An entity that takes part in a group."""

    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="members")

    translatable_fields: ClassVar = [*facts("since", "until"), *follows("entity")]
    panels: ClassVar = [
        *EntityRelation.panels,
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    class Meta(Participation.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")


class GroupTheme(ThemeRelation):
    """A theme that a group is about."""

    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="themes")

    class Meta(ThemeRelation.Meta):
        verbose_name = _("theme of a group")
        verbose_name_plural = _("themes of groups")
