"""Themes, in two levels."""

from typing import Any, ClassVar

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from core.base.fields import CodesField
from core.base.localization import facts, follows, words
from core.base.models import TranslatableSnippet
from groups.validation import check_unique


class Theme(TranslatableSnippet):
    """Subject of groups and services. A theme may belong to a broader one, which belongs to none."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("short name for web addresses"),
        max_length=120,
        blank=True,
        help_text=_("Lower-case letters and hyphens, in this language. If left empty, it is generated from the name."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("What the theme covers, in one or two sentences.")
    )
    goals = CodesField(
        vocabulary="goals", verbose_name=_("goals"), help_text=_("The goals that the theme contributes to.")
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader theme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="narrower",
        help_text=_("Only if this theme is part of another one."),
    )

    translatable_fields: ClassVar = [*words("name", "slug", "description"), *facts("goals"), *follows("parent")]
    search_fields: ClassVar = [
        *TranslatableSnippet.search_fields,
        index.SearchField("name", boost=2),
        index.SearchField("description"),
        index.AutocompleteField("name"),
        index.AutocompleteField("description"),
    ]
    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")], heading=_("Name")),
        MultiFieldPanel([FieldPanel("parent"), FieldPanel("goals")], heading=_("Belongs to")),
    ]

    class Meta(TranslatableSnippet.Meta):
        ordering: ClassVar = ["name"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints: ClassVar = [models.UniqueConstraint(fields=("slug", "locale"), name="one_theme_a_slug")]

    def __str__(self) -> str:
        return self.name

    def conflicts(self) -> dict[str, Any]:
        """There are two levels, and one theme a slug."""
        errors = check_unique(self, "slug", _("Another theme already has this short name. Choose a different one."))
        if self.parent_id is None or self.parent is None:
            return errors
        if self.parent.translation_key == self.translation_key:
            errors["parent"] = _("A theme cannot be part of itself.")
        elif self.parent.parent_id is not None:
            errors["parent"] = _("Themes have two levels: choose one that is not part of another.")
        elif type(self).objects.filter(parent__translation_key=self.translation_key).exists():
            errors["parent"] = _("This theme has sub-themes of its own, so it cannot be part of another.")
        return errors

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a theme without a slug one from its name, and one that is free in its language."""
        if not self.locale_id:
            self.locale = self.get_default_locale()
        base_slug = self.slug or slugify(self.name) or "theme"
        existing_slugs = set(
            type(self)
            .objects.filter(locale_id=self.locale_id, slug__startswith=base_slug[:100])
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        candidates = (
            base_slug if number == 1 else f"{base_slug[:110]}-{number}" for number in range(1, len(existing_slugs) + 3)
        )
        self.slug = next(candidate for candidate in candidates if candidate not in existing_slugs)
        super().save(*args, **kwargs)
