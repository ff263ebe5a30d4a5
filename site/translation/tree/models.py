"""Languages filled with aliases, and translations that keep their own position."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.locales.components import LocaleComponentModelForm, register_locale_component


class AliasLanguageForm(LocaleComponentModelForm):
    """A part of the language's form in the admin."""

    def validate_with_locale(self, locale: Locale) -> None:
        """No language shows itself in its own place.

        Raises:
            ValidationError: it would.
        """
        source = self.cleaned_data.get("source")
        if source is not None and source.language_code == locale.language_code:
            raise ValidationError({"source": _("Choose a language other than the one that you are editing.")})


@register_locale_component(
    heading=_("Pages that are not translated"),
    help_text=_(
        "Normally they do not exist in this language. Choose a language to show its pages "
        "instead, marked as being in that language."
    ),
)
class AliasLanguage(models.Model):
    """A language in which pages that are not translated are shown in another one, as aliases.

    They are made in the background once it is saved.
    """

    locale = models.OneToOneField(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    source = models.ForeignKey(
        Locale,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("language shown"),
        help_text=_("The language of the pages."),
    )

    base_form_class = AliasLanguageForm

    class Meta:
        verbose_name = _("language with aliases")
        verbose_name_plural = _("languages with aliases")
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return f"{self.locale_id}: {self.source_id}"


class PinnedPlace(models.Model):
    """A translation that keeps the place that somebody gave it when its source is moved or reordered."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="own_place", verbose_name=_("page"))

    class Meta:
        verbose_name = _("page with its own position")
        verbose_name_plural = _("pages with their own position")
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return str(self.page_id)
