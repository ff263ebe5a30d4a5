"""Synonyms."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from core.base.plain_text import PlainTextMixin
from search import analysis

#: Of one entry. More would make every question long.
MOST_TERMS = 12


class Synonym(PlainTextMixin, models.Model):
    """Words or phrases, with commas between them: who types one finds what has any of them."""

    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    terms = models.CharField(
        _("words"),
        max_length=400,
        help_text=_(
            "Words or phrases with the same meaning, separated by commas, for example “climate "
            "crisis, climate emergency”. You do not need to add the acronyms of entities."
        ),
    )

    panels: ClassVar = [FieldPanel("locale"), FieldPanel("terms")]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering: ClassVar = ["locale", "terms"]

    def __str__(self) -> str:
        return self.terms

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.terms = ", ".join(self.term_list)
        super().save(*args, **kwargs)

    @property
    def term_list(self) -> list[str]:
        return list(dict.fromkeys(term.strip() for term in self.terms.split(",") if term.strip()))

    def clean(self) -> None:
        """Refuse what says nothing.

        Raises:
            ValidationError: at ``terms``.
        """
        if not 2 <= len(self.term_list) <= MOST_TERMS:
            raise ValidationError({"terms": _("Enter between 2 and 12 words or phrases, separated by commas.")})
        empty = next((term for term in self.term_list if not analysis.fold_words(term)), None)
        if empty is not None:
            message = _("“%(term)s” contains no letters or digits, so it cannot be searched for.")
            raise ValidationError({"terms": ValidationError(message, params={"term": empty})})
