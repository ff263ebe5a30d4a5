"""Navigation and footer: snippets, because a site setting could not differ by language."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from core.base.localization import facts, follows, words
from core.base.models import TranslatableSnippet
from core.base.plain_text import PlainTextMixin
from core.base.rich_text import SIMPLE
from core.base.validation import ConflictsMixin

#: A whole address, a mail address, or one of this site: nothing a browser would run.
validate_address = RegexValidator(
    r"^(https?://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+|/(?!/)\S*)$",
    _("Enter an address that begins with https://, mailto: or /."),
)


class Navigation(TranslatableSnippet, ClusterableModel):
    """The main menu. The platform's settings say which one is shown."""

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("To distinguish it from others in the admin. It is not shown to the public."),
    )

    translatable_fields: ClassVar = [*facts("name"), *follows("links")]
    search_fields: ClassVar = [*TranslatableSnippet.search_fields, index.AutocompleteField("name")]
    panels: ClassVar = [
        FieldPanel("name"),
        InlinePanel("links", heading=_("Links"), label=_("Link"), max_num=12),
    ]

    class Meta(TranslatableSnippet.Meta):
        verbose_name = _("navigation")
        verbose_name_plural = _("navigations")

    def __str__(self) -> str:
        return self.name


class Footer(TranslatableSnippet, ClusterableModel):
    """The foot of every page. The platform's settings say which one is shown."""

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("To distinguish it from others in the admin. It is not shown to the public."),
    )
    text = RichTextField(
        _("text"), blank=True, features=list(SIMPLE), help_text=_("Who runs the platform and on what terms.")
    )

    translatable_fields: ClassVar = [*facts("name"), *words("text"), *follows("links")]
    search_fields: ClassVar = [*TranslatableSnippet.search_fields, index.AutocompleteField("name")]
    panels: ClassVar = [
        FieldPanel("name"),
        FieldPanel("text"),
        InlinePanel("links", heading=_("Links"), label=_("Link"), max_num=20),
    ]

    class Meta(TranslatableSnippet.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    def __str__(self) -> str:
        return self.name


class AbstractLink(PlainTextMixin, ConflictsMixin, TranslatableMixin, Orderable):
    """A label and where it leads: a page, shown in the reader's language, or an address."""

    label = models.CharField(_("label"), max_length=80, help_text=_("One or two words."))
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Readers are taken to the version in their own language."),
    )
    address = models.CharField(
        _("or an address"),
        max_length=500,
        blank=True,
        validators=[validate_address],
        help_text=_("The address of a page on another site, with https://. The same in all languages."),
    )

    translatable_fields: ClassVar = [*words("label"), *facts("page", "address")]
    panels: ClassVar = [FieldPanel("label"), PageChooserPanel("page"), FieldPanel("address")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.label

    def conflicts(self) -> dict[str, Any]:
        if self.page_id and self.address:
            return {"address": _("Choose a page or enter an address, not both.")}
        return {} if self.page_id or self.address else {"page": _("Choose a page or enter an address.")}


class NavigationLink(AbstractLink):
    """A link of the main menu."""

    navigation = ParentalKey(Navigation, on_delete=models.CASCADE, related_name="links")

    class Meta(AbstractLink.Meta):
        verbose_name = _("navigation link")
        verbose_name_plural = _("navigation links")


class FooterLink(AbstractLink):
    """A link in the foot of the page."""

    footer = ParentalKey(Footer, on_delete=models.CASCADE, related_name="links")

    class Meta(AbstractLink.Meta):
        verbose_name = _("footer link")
        verbose_name_plural = _("footer links")
