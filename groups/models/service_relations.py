"""Who offers a service, for whom, about what: one row each, the same in every language."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin

from core.base.localization import facts, follows
from groups.models.service import ServicePage


class ServiceRelation(TranslatableMixin, Orderable):
    """A row of a service's relations."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class ServiceGroup(ServiceRelation):
    """A group that offers a service. The key stays on the source's page; compare translation keys."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="offered_by_groups")
    group = models.ForeignKey(
        "groups.WorkingGroupPage", verbose_name=_("group"), on_delete=models.CASCADE, related_name="+"
    )

    translatable_fields: ClassVar = [*facts("group")]
    panels: ClassVar = [
        FieldPanel(
            "group", help_text=_("You can choose the version in any language: visitors see the one in their own.")
        ),
    ]

    class Meta(ServiceRelation.Meta):
        verbose_name = _("group that offers a service")
        verbose_name_plural = _("groups that offer services")


class ServiceEntity(ServiceRelation):
    """An entity that offers a service."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="offered_by_entities")
    entity = models.ForeignKey("groups.Entity", verbose_name=_("entity"), on_delete=models.PROTECT, related_name="+")

    translatable_fields: ClassVar = [*follows("entity")]
    panels: ClassVar = [FieldPanel("entity", help_text=_("Choose the version in the language of this page."))]

    class Meta(ServiceRelation.Meta):
        verbose_name = _("entity that offers a service")
        verbose_name_plural = _("entities that offer services")


class ServiceAudience(ServiceRelation):
    """Somebody a service is for."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="audiences")
    audience = models.ForeignKey(
        "groups.Audience", verbose_name=_("audience"), on_delete=models.PROTECT, related_name="+"
    )

    translatable_fields: ClassVar = [*follows("audience")]
    panels: ClassVar = [FieldPanel("audience")]

    class Meta(ServiceRelation.Meta):
        verbose_name = _("audience of a service")
        verbose_name_plural = _("audiences of services")


class ServiceTheme(ServiceRelation):
    """A theme that a service is about."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey("groups.Theme", verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")

    translatable_fields: ClassVar = [*follows("theme")]
    panels: ClassVar = [FieldPanel("theme")]

    class Meta(ServiceRelation.Meta):
        verbose_name = _("theme of a service")
        verbose_name_plural = _("themes of services")


class ServiceExample(ServiceRelation):
    """A page that shows the service at work. The key stays on the page that was chosen."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="examples")
    example = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    translatable_fields: ClassVar = [*facts("example")]
    panels: ClassVar = [PageChooserPanel("example")]

    class Meta(ServiceRelation.Meta):
        verbose_name = _("example of a service")
        verbose_name_plural = _("examples of services")
