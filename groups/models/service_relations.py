"""Relations of a service: providers, audiences, themes, shared by all languages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from core.base.localization import facts, follows
from groups.models.base import EntityRelation, GroupRelation, Relation, ThemeRelation
from groups.models.service import ServicePage


class ServiceGroup(GroupRelation):
    """A group that offers a service. The key stays on the source's page; compare translation keys."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="offered_by_groups")

    class Meta(GroupRelation.Meta):
        verbose_name = _("group that offers a service")
        verbose_name_plural = _("groups that offer services")


class ServiceEntity(EntityRelation):
    """An entity that offers a service."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="offered_by_entities")

    class Meta(EntityRelation.Meta):
        verbose_name = _("entity that offers a service")
        verbose_name_plural = _("entities that offer services")


class ServiceAudience(Relation):
    """Somebody a service is for."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="audiences")
    audience = models.ForeignKey(
        "groups.Audience", verbose_name=_("audience"), on_delete=models.PROTECT, related_name="+"
    )

    translatable_fields: ClassVar = [*follows("audience")]
    panels: ClassVar = [FieldPanel("audience")]

    class Meta(Relation.Meta):
        verbose_name = _("audience of a service")
        verbose_name_plural = _("audiences of services")


class ServiceTheme(ThemeRelation):
    """A theme that a service is about."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="themes")

    class Meta(ThemeRelation.Meta):
        verbose_name = _("theme of a service")
        verbose_name_plural = _("themes of services")


class ServiceExample(Relation):
    """A page that shows the service at work. The key stays on the page that was chosen."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="examples")
    example = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    translatable_fields: ClassVar = [*facts("example")]
    panels: ClassVar = [PageChooserPanel("example")]

    class Meta(Relation.Meta):
        verbose_name = _("example of a service")
        verbose_name_plural = _("examples of services")
