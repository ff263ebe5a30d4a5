"""Words that mean the same to those who search."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from core.plain_text import PlainTextMixin
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
            "Words or phrases that mean the same, with commas between them: “climate crisis, climate emergency”. "
            "Acronyms of entities need no entry, they are known."
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
        """Saved in its plain form."""
        self.terms = ", ".join(self.listed)
        super().save(*args, **kwargs)

    @property
    def listed(self) -> list[str]:
        """The terms, each once."""
        return list(dict.fromkeys(term.strip() for term in self.terms.split(",") if term.strip()))

    def clean(self) -> None:
        """Refuse what says nothing.

        Raises:
            ValidationError: at ``terms``.
        """
        if not 2 <= len(self.listed) <= MOST_TERMS:
            raise ValidationError({"terms": _("Give at least two words, with a comma between them, and at most 12.")})
        empty = next((term for term in self.listed if not analysis.folded(term)), None)
        if empty is not None:
            message = _("“%(term)s” has no letter and no digit: nobody could find anything by it.")
            raise ValidationError({"terms": ValidationError(message, params={"term": empty})})
