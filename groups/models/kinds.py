"""Vocabularies that an editor manages: kinds of groups and services, audiences."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from core.base.localization import facts, words
from groups.models.base import KeyedSnippet


class Term(KeyedSnippet):
    """An entry of such a list. ``key`` names it to imports and other programs, whatever its label says."""

    label = models.CharField(_("name"), max_length=120, help_text=_("As visitors will read it, in the singular."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Lists show the lowest numbers first."))

    translatable_fields: ClassVar = [*words("label"), *facts("key", "order")]
    search_fields: ClassVar = [
        *KeyedSnippet.search_fields,
        index.SearchField("label"),
        index.AutocompleteField("label"),
    ]
    panels: ClassVar = [FieldPanel("label"), FieldRowPanel([FieldPanel("key"), FieldPanel("order")])]

    class Meta(KeyedSnippet.Meta):
        abstract = True
        ordering: ClassVar = ["order", "label"]

    def __str__(self) -> str:
        return self.label


class GroupKind(Term):
    """Kind of group: a coalition, a working group, an operational group."""

    class Meta(Term.Meta):
        verbose_name = _("type of group")
        verbose_name_plural = _("types of groups")
        constraints: ClassVar = [models.UniqueConstraint(fields=("key", "locale"), name="one_group_kind_a_key")]


class ServiceKind(Term):
    """Kind of service: technical support, training, a campaign."""

    class Meta(Term.Meta):
        verbose_name = _("type of service")
        verbose_name_plural = _("types of services")
        constraints: ClassVar = [models.UniqueConstraint(fields=("key", "locale"), name="one_service_kind_a_key")]


class Audience(Term):
    """Audience of a service: country teams, governments, interagency groups."""

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints: ClassVar = [models.UniqueConstraint(fields=("key", "locale"), name="one_audience_a_key")]
