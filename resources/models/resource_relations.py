"""Files and relations of a resource, shared by all languages."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.base.localization import facts, follows, words
from core.base.plain_text import PlainTextMixin
from core.base.validation import ConflictsMixin
from core.vocabularies import languages
from groups.models.base import EntityRelation, GroupRelation, Relation, ThemeRelation
from resources.models.resource import ResourcePage


class ResourceFile(PlainTextMixin, ConflictsMixin, Relation):
    """The resource in one language and format: a document of this platform, or an address elsewhere."""

    class Accessible(models.TextChoices):
        """Whether people who use assistive technology can read it."""

        UNKNOWN = "unknown", _("Not checked")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(
        _("language"), max_length=12, choices=languages.choices, help_text=_("The language of the file.")
    )
    label = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_("For example “Summary” or “Annex 1”. If left empty, the title of the resource is shown."),
    )
    document = models.ForeignKey(
        "core_documents.PlatformDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    address = models.URLField(_("or address"), blank=True, help_text=_("The address at the publisher's site."))
    accessible = models.CharField(
        _("accessible"),
        max_length=7,
        choices=Accessible,
        default=Accessible.UNKNOWN,
        help_text=_("Whether it can be read with a screen reader."),
    )

    translatable_fields: ClassVar = [*facts("language", "document", "address", "accessible"), *words("label")]
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("label"), FieldPanel("accessible")]),
        FieldPanel("document"),
        FieldPanel("address"),
    ]

    class Meta(Relation.Meta):
        verbose_name = _("file of a resource")
        verbose_name_plural = _("files of resources")

    def conflicts(self) -> dict[str, Any]:
        if self.document_id and self.address:
            return {"address": _("Choose a document or enter an address, not both.")}
        if not self.document_id and not self.address:
            return {"address": _("Choose a document or enter the address of one.")}
        return {}


class ResourceGroup(GroupRelation):
    """A group that a resource belongs with. The key stays on the page that was chosen; compare translation keys."""

    class Role(models.TextChoices):
        """Role of the resource for the group, in the order of the group's page."""

        TERMS_OF_REFERENCE = "terms_of_reference", _("Terms of reference")
        WORK_PLAN = "work_plan", _("Work plan")
        PUBLISHED_BY = "published_by", _("Published by the group")

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="groups")
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role,
        default=Role.PUBLISHED_BY,
        help_text=_("Terms of reference and work plans are shown separately on the group's page."),
    )

    translatable_fields: ClassVar = [*facts("group", "role")]
    panels: ClassVar = [*GroupRelation.panels, FieldPanel("role")]

    class Meta(GroupRelation.Meta):
        verbose_name = _("group of a resource")
        verbose_name_plural = _("groups of resources")


class ResourceEntity(EntityRelation):
    """An entity that publishes a resource."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="entities")

    class Meta(EntityRelation.Meta):
        verbose_name = _("publisher of a resource")
        verbose_name_plural = _("publishers of resources")


class ResourceAuthor(PlainTextMixin, ConflictsMixin, Relation):
    """Author of a resource, as on the cover: a person, an organization, or one of the entities.

    A person is called the same in every language, an organization is not.
    """

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(
        _("person"),
        max_length=160,
        blank=True,
        help_text=_(
            "The family name first, then a comma: “Pérez, Ana”. References are sorted and abbreviated by family name."
        ),
    )
    organisation = models.CharField(
        _("organization"),
        max_length=160,
        blank=True,
        help_text=_("The name of a unit, team or committee, as shown on the cover. It is translated."),
    )
    entity = models.ForeignKey(
        "groups.Entity",
        verbose_name=_("entity"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The entity to which they belong. If it is the author itself, leave the other fields empty."),
    )

    translatable_fields: ClassVar = [*facts("name"), *words("organisation"), *follows("entity")]
    panels: ClassVar = [FieldRowPanel([FieldPanel("name"), FieldPanel("organisation")]), FieldPanel("entity")]

    class Meta(Relation.Meta):
        verbose_name = _("author of a resource")
        verbose_name_plural = _("authors of resources")

    def conflicts(self) -> dict[str, Any]:
        if self.name and self.organisation:
            return {"organisation": _("Enter either a person or an organization, not both.")}
        if not self.name and not self.organisation and not self.entity_id:
            return {"name": _("Enter a person or an organization, or choose an entity.")}
        return {}


class ResourceTheme(ThemeRelation):
    """A theme that a resource is about."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="themes")

    class Meta(ThemeRelation.Meta):
        verbose_name = _("theme of a resource")
        verbose_name_plural = _("themes of resources")
