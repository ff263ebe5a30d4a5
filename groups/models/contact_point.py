"""Contact points: shared mailboxes that stay when people change."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.base.fields import CodesField
from core.base.localization import facts, words
from groups.models.base import KeyedSnippet


class ContactPoint(KeyedSnippet):
    """A functional mailbox with the languages that are spoken there. Templates never print the address raw."""

    label = models.CharField(
        _("name"),
        max_length=160,
        help_text=_("As visitors will read it, for example “Secretariat of the gender group”."),
    )
    email = models.EmailField(
        _("address"),
        help_text=_("The mailbox of a unit, not of a person. It is hidden from programs that harvest addresses."),
    )
    languages = CodesField(
        vocabulary="languages",
        verbose_name=_("languages spoken"),
        help_text=_("The languages in which enquiries can be answered."),
    )

    duplicate_key_message: ClassVar = _("Another contact point already has this key. Choose a different one.")
    translatable_fields: ClassVar = [*words("label"), *facts("email", "languages", "key")]
    search_fields: ClassVar = [
        *KeyedSnippet.search_fields,
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.AutocompleteField("email"),
    ]
    panels: ClassVar = [FieldPanel("label"), FieldPanel("email"), FieldPanel("languages"), FieldPanel("key")]

    class Meta(KeyedSnippet.Meta):
        ordering: ClassVar = ["label"]
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints: ClassVar = [models.UniqueConstraint(fields=("key", "locale"), name="one_contact_point_a_key")]

    def __str__(self) -> str:
        return self.label
