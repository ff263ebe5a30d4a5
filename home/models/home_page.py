"""Home page of a language."""

from itertools import takewhile
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.base.fields import image_key
from core.base.localization import facts, follows, words
from core.base.localized import for_reader
from core.base.models import BasePage
from core.base.rich_text import SIMPLE
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.fields import BodyField
from core.listings import front_page
from core.listings.teasers import prepare_teasers


class HomePage(BasePage):
    """Home page of a language. One a language, created by the set-up."""

    headline = models.CharField(
        _("headline"),
        max_length=120,
        blank=True,
        help_text=_(
            "One sentence that says what the platform is, shown in large letters. If left empty, the "
            "title of the page is shown."
        ),
    )
    lead = RichTextField(
        pgettext_lazy("opening text of a page", "lead"),
        blank=True,
        features=list(SIMPLE),
        help_text=_("Two or three sentences that say what the platform is and who it is for."),
    )
    hero_image = image_key(_("image"), _("A wide image next to the opening text. Optional."))
    hero_alt = models.CharField(
        _("alternative text of the image"),
        max_length=250,
        blank=True,
        help_text=_("Read out to people who cannot see the image. Leave empty if the image is purely decorative."),
    )
    body = BodyField(
        BodyBlock(BODY_BLOCKS), verbose_name=_("body"), help_text=_("The content below the featured pages.")
    )

    pictures: ClassVar = {**BasePage.pictures, "hero_image": ("hero",)}
    translatable_fields: ClassVar = [
        *BasePage.translatable_fields,
        *words("headline", "lead", "hero_alt", "body"),
        *facts("hero_image"),
        *follows("featured"),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("headline"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    main_panels: ClassVar = [
        "headline",
        "lead",
        MultiFieldPanel(["hero_image", "hero_alt"], heading=_("Image")),
        "body",
    ]
    relation_panels: ClassVar = [
        InlinePanel(
            "featured",
            heading=_("Featured pages"),
            label=_("Featured page"),
            help_text=_("Shown first on the home page, in the reader's language."),
        ),
    ]

    # One home a language, below the root: setting the platform up makes it, and translating it.
    known_to_readers: ClassVar = False
    is_creatable = False
    parent_page_types: ClassVar = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer only in this page's language.

        Wagtail hands a language without a live home to another language's; its pages would then
        answer under the wrong language's address.

        Raises:
            Http404: another language is asked for, or there is no such page.
        """
        pages_on_path = self._on_the_way(path_components)
        if _active_language() != self.locale.language_code:
            raise Http404
        if not pages_on_path or any(_routes_by_itself(page) for page in pages_on_path[:-1]):
            return super().route(request, path_components)
        page = pages_on_path[-1].specific
        page.locale, page.above = pages_on_path[-1].locale, [self, *pages_on_path[:-1]]
        return page.route(request, path_components[len(pages_on_path) :])

    def _on_the_way(self, path_components: list[str]) -> list[Page]:
        """The pages to an address below this one, as far as there are any: one query; Wagtail takes three a level.

        Found by their slugs, which are indexed; addresses are not.
        """
        if not path_components:
            return []
        ends = range(1, len(path_components) + 1)
        addresses = [f"{self.url_path}{'/'.join(path_components[:end])}/" for end in ends]
        condition = Q(pk=self.pk) | Q(slug__in=path_components, url_path__in=addresses)
        pages = {page.url_path: page for page in Page.objects.filter(condition).select_related("locale").order_by()}
        self.locale = pages.pop(self.url_path).locale
        return [pages[address] for address in takewhile(pages.__contains__, addresses)]

    def featured_pages(self) -> list[Page]:
        """Pages featured now, in this page's language where they exist. Two queries and one a page type."""
        now = timezone.now()
        current = self.featured.filter(Q(until__isnull=True) | Q(until__gt=now)).values_list("page_id", flat=True)
        pages = Page.objects.filter(pk__in=list(current)).specific().in_bulk()
        return for_reader((pages.get(key) for key in current), self.locale)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``featured``: the pages of :meth:`featured_pages`, and ``parts``: what apps show of themselves."""
        context = super().get_context(request, *args, **kwargs)
        context["featured"] = prepare_teasers(self.featured_pages(), self.locale)
        context["parts"] = front_page.parts(self, request)
        return context

    @property
    def summary_text(self) -> str:
        """The meta description, as the editor wrote it."""
        return self.search_description


class HomePageFeature(TranslatableMixin, Orderable):
    """A page on show on the home page, for as long as it is news."""

    home_page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("It disappears automatically after this time. If left empty, it stays."),
    )

    translatable_fields: ClassVar = facts("page", "until")
    panels: ClassVar = [FieldPanel("page"), FieldPanel("until")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("featured page")
        verbose_name_plural = _("featured pages")

    def __str__(self) -> str:
        return str(self.page)


def _routes_by_itself(page: Page) -> bool:
    """Whether a page's type decides itself what lies below it."""
    return page.specific_class is None or page.specific_class.route is not BasePage.route


def _active_language() -> str | None:
    """The content language that serves the active one, None if there is none."""
    try:
        return get_supported_content_language_variant(get_language() or "")
    except LookupError:
        return None
