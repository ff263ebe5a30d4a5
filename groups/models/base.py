"""Base models of pages and vocabularies: keys, goals, and relations to groups, entities and themes."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from core.base.localization import facts, follows
from core.base.models import BasePage, TranslatableSnippet
from core.vocabularies import goals as goals_vocabulary
from groups.validation import check_primary_goal, check_unique

GOALS_PANEL = MultiFieldPanel([FieldPanel("goals"), FieldPanel("primary_goal")], heading=_("Goals"))
COUNTRIES_PANEL = MultiFieldPanel([FieldPanel("countries")], heading=_("Countries"))


class KeyedSnippet(TranslatableSnippet):
    """A snippet whose ``key`` names it to imports and other programs, whatever it is called."""

    key = models.SlugField(
        _("key"),
        max_length=60,
        help_text=_(
            "A short identifier for use by software, the same in every language. Do not change it once it is in use."
        ),
    )

    #: What is said of a key that another snippet of this language has.
    duplicate_key_message: ClassVar[Any] = _("Another entry already has this key. Choose a different one.")
    search_fields: ClassVar = [*TranslatableSnippet.search_fields, index.AutocompleteField("key")]

    class Meta(TranslatableSnippet.Meta):
        abstract = True

    def conflicts(self) -> dict[str, Any]:
        return super().conflicts() | check_unique(self, "key", self.duplicate_key_message)


class GoalsBasePage(BasePage):
    """A page type with ``goals``, one of which may count more than the others."""

    goals: Any
    primary_goal = models.PositiveSmallIntegerField(
        _("primary goal"),
        null=True,
        blank=True,
        choices=goals_vocabulary.choices,
        help_text=_("If one of them is more important than the others."),
    )

    class Meta:
        abstract = True

    def conflicts(self) -> dict[str, Any]:
        return super().conflicts() | check_primary_goal(self.goals, self.primary_goal)


class Relation(TranslatableMixin, Orderable):
    """A row in which a page names something it belongs with."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class GroupRelation(Relation):
    """Names a group. The key stays on the page that was chosen, in any language; compare translation keys."""

    group = models.ForeignKey(
        "groups.WorkingGroupPage", verbose_name=_("group"), on_delete=models.CASCADE, related_name="+"
    )

    translatable_fields: ClassVar = [*facts("group")]
    panels: ClassVar = [
        FieldPanel(
            "group", help_text=_("You can choose the version in any language: visitors see the one in their own.")
        )
    ]

    class Meta(Relation.Meta):
        abstract = True


class EntityRelation(Relation):
    """Names an entity."""

    entity = models.ForeignKey("groups.Entity", verbose_name=_("entity"), on_delete=models.PROTECT, related_name="+")

    translatable_fields: ClassVar = [*follows("entity")]
    panels: ClassVar = [FieldPanel("entity", help_text=_("Choose the version in the language of this page."))]

    class Meta(Relation.Meta):
        abstract = True


class ThemeRelation(Relation):
    """Names a theme."""

    theme = models.ForeignKey("groups.Theme", verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")

    translatable_fields: ClassVar = [*follows("theme")]
    panels: ClassVar = [FieldPanel("theme")]

    class Meta(Relation.Meta):
        abstract = True
