"""Entities: bodies of the United Nations and partner organizations."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.base.fields import image_key
from core.base.localization import facts, words
from groups.models.base import KeyedSnippet


class Entity(KeyedSnippet):
    """A body or partner. It always has a name in text; a logo is an extra."""

    class Kind(models.TextChoices):
        """Kind of organization."""

        UN = "un", _("United Nations entity")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
        GOVERNMENT = "government", _("Government")
        CIVIL_SOCIETY = "civil_society", _("Civil society")
        ACADEMIA = "academia", _("Academia")
        PRIVATE = "private", _("Private sector")
        OTHER = "other", _("Other partner")

    name = models.CharField(_("name"), max_length=255, help_text=_("The official name in this language."))
    acronym = models.CharField(
        _("acronym"), max_length=40, blank=True, help_text=_("As used in this language, for example UNHCR or ACNUR.")
    )
    kind = models.CharField(_("type"), max_length=20, choices=Kind, default=Kind.UN)
    website = models.URLField(_("website"), blank=True)
    logo = image_key(_("logo"), _("Only with the owner's permission. The name is always shown next to it."))
    logo_alt = models.CharField(
        _("alternative text of the logo"),
        max_length=200,
        blank=True,
        help_text=_("Describes the logo for people who cannot see it. Leave empty if it would only repeat the name."),
    )
    organisation_identifier = models.CharField(
        _("organization identifier"),
        max_length=60,
        blank=True,
        help_text=_("From a public register of organizations, for example XM-DAC-41146."),
    )
    active = models.BooleanField(
        pgettext_lazy("entity", "active"), default=True, help_text=_("Clear this box when the entity no longer exists.")
    )

    pictures: ClassVar = {"logo": ("entity-logo",)}
    duplicate_key_message: ClassVar = _("Another entity already has this key. Choose a different one.")
    translatable_fields: ClassVar = [
        *words("name", "acronym", "logo_alt"),
        *facts("kind", "website", "logo", "organisation_identifier", "active", "key"),
    ]
    search_fields: ClassVar = [
        *KeyedSnippet.search_fields,
        index.SearchField("name", boost=2),
        index.SearchField("acronym"),
        index.AutocompleteField("name"),
        index.AutocompleteField("acronym"),
        index.FilterField("kind"),
        index.FilterField("active"),
    ]
    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("acronym"), FieldPanel("kind")]), FieldPanel("website")],
            heading=_("Name"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_alt")], heading=_("Logo")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("key"), FieldPanel("organisation_identifier")]), FieldPanel("active")],
            heading=_("Identification"),
        ),
    ]

    class Meta(KeyedSnippet.Meta):
        ordering: ClassVar = ["name"]
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        constraints: ClassVar = [models.UniqueConstraint(fields=("key", "locale"), name="one_entity_a_key")]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name
