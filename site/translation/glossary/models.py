"""Glossary terms."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.search import index

from core.base.plain_text import PlainTextMixin
from core.base.validation import ConflictsMixin


class GlossaryTerm(PlainTextMixin, ConflictsMixin, index.Indexed, models.Model):
    """One term of a source language and its translation. Several translations of a term are several rows."""

    class Status(models.TextChoices):
        """Status of a term; only approved ones are required of translators."""

        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Agreed")
        RETIRED = "retired", _("No longer used")

    source_locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("source language")
    )
    target_locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("target language")
    )
    source_term = models.CharField(
        _("term"),
        max_length=255,
        help_text=_(
            "The dictionary form. Plurals and capital letters are recognized. Acronyms are "
            "recognized only in capital letters."
        ),
    )
    target_term = models.CharField(
        _("translation"), max_length=255, help_text=_("Repeat the term if it should not be translated.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Information for translators: meaning, use and source."))
    forbidden = models.TextField(
        _("translations to avoid"),
        blank=True,
        help_text=_("Incorrect translations of the term, one per line."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.APPROVED)
    #: By what the set-up finds its own again; empty for what people wrote.
    key = models.CharField(max_length=120, blank=True, default="", editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    search_fields = (
        index.SearchField("source_term"),
        index.SearchField("target_term"),
        index.AutocompleteField("source_term"),
        index.AutocompleteField("target_term"),
        index.SearchField("note"),
        index.AutocompleteField("note"),
        index.FilterField("source_locale"),
        index.FilterField("target_locale"),
        index.FilterField("status"),
    )

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ("source_term", "target_term")
        constraints = (
            models.UniqueConstraint(
                fields=["source_locale", "target_locale", "source_term", "target_term"],
                name="translation_glossary_term_once",
                violation_error_message=_("This term already has this translation."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_term} → {self.target_term}"

    @property
    def variants(self) -> list[str]:
        """The translations that are not to be used."""
        return [line.strip() for line in self.forbidden.splitlines() if line.strip()]

    def conflicts(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        if self.source_locale_id and self.source_locale_id == self.target_locale_id:
            errors["target_locale"] = _("Choose a language other than that of the term.")
        if self.target_term.strip().casefold() in {variant.casefold() for variant in self.variants}:
            errors["forbidden"] = _("The translation itself cannot be among those that should not be used.")
        return errors
