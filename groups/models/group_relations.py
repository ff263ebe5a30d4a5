"""Whom and what a working group belongs with: one row each, the same in every language."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin

from core.base.localization import facts, follows
from groups.models.working_group import WorkingGroupPage
from groups.validation import refuse_backwards


class Participation(TranslatableMixin, Orderable):
    """An entity's part in a group, from a day and to a day (both included; empty: unknown or open)."""

    entity = models.ForeignKey("groups.Entity", verbose_name=_("entity"), on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("Leave empty while it is ongoing."))

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        """Refuse an end before the start.

        Raises:
            ValidationError: at ``until``.
        """
        super().clean()
        refuse_backwards(self.since, self.until)


class GroupLead(Participation):
    """An entity that leads a group, in a role."""

    class Role(models.TextChoices):
        """What it does; in the order in which the public page shows it."""

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
        FieldPanel("entity", help_text=_("Choose the version in the language of this page.")),
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
        FieldPanel("entity", help_text=_("Choose the version in the language of this page.")),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    class Meta(Participation.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")


class GroupTheme(TranslatableMixin, Orderable):
    """A theme that a group is about."""

    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey("groups.Theme", verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")

    translatable_fields: ClassVar = [*follows("theme")]
    panels: ClassVar = [FieldPanel("theme")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("theme of a group")
        verbose_name_plural = _("themes of groups")
