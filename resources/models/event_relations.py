"""Relations of an event: organizers, themes, documents, shared by all languages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from core.base.localization import facts
from groups.models.base import EntityRelation, GroupRelation, Relation, ThemeRelation
from resources.models.event import EventPage


class EventOrganiser(EntityRelation):
    """An entity that organizes an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organisers")

    class Meta(EntityRelation.Meta):
        verbose_name = _("organizer of an event")
        verbose_name_plural = _("organizers of events")


class EventGroup(GroupRelation):
    """A group that an event belongs with. The key stays on the page that was chosen; compare translation keys."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="groups")

    class Meta(GroupRelation.Meta):
        verbose_name = _("group of an event")
        verbose_name_plural = _("groups of events")


class EventTheme(ThemeRelation):
    """A theme that an event is about."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="themes")

    class Meta(ThemeRelation.Meta):
        verbose_name = _("theme of an event")
        verbose_name_plural = _("themes of events")


class EventMaterial(Relation):
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

    class Meta(Relation.Meta):
        verbose_name = _("material of an event")
        verbose_name_plural = _("materials of events")
