"""Whom and what an event belongs with: one row each, the same in every language."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin

from core.base.localization import facts, follows
from resources.models.event import EventPage


class EventOrganiser(TranslatableMixin, Orderable):
    """An entity that organises an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organisers")
    entity = models.ForeignKey("groups.Entity", verbose_name=_("entity"), on_delete=models.PROTECT, related_name="+")

    translatable_fields: ClassVar = [*follows("entity")]
    panels: ClassVar = [FieldPanel("entity", help_text=_("Choose the version in the language of this page."))]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("organizer of an event")
        verbose_name_plural = _("organizers of events")


class EventGroup(TranslatableMixin, Orderable):
    """A group that an event belongs with. The key stays on the page that was chosen; compare translation keys."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="groups")
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
        verbose_name = _("group of an event")
        verbose_name_plural = _("groups of events")


class EventTheme(TranslatableMixin, Orderable):
    """A theme that an event is about."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey("groups.Theme", verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")

    translatable_fields: ClassVar = [*follows("theme")]
    panels: ClassVar = [FieldPanel("theme")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("theme of an event")
        verbose_name_plural = _("themes of events")


class EventMaterial(TranslatableMixin, Orderable):
    """A resource that was made for an event. The key stays on the page that was chosen; compare translation keys."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="materials")
    resource = models.ForeignKey(
        "resources.ResourcePage", verbose_name=_("resource"), on_delete=models.CASCADE, related_name="+"
    )

    translatable_fields: ClassVar = [*facts("resource")]
    panels: ClassVar = [
        FieldPanel(
            "resource", help_text=_("You can choose the version in any language: visitors see the one in their own.")
        )
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("material of an event")
        verbose_name_plural = _("materials of events")
