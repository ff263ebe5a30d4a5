"""Link handlers of rich text: pages in the reader's language, external links marked as such."""

from collections.abc import Mapping, Sequence
from html import unescape
from typing import ClassVar

from django.utils.html import format_html
from wagtail.models import Locale, Page
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from core.base.localized import for_reader


class ReadersPageLinkHandler(PageLinkHandler):
    """Links to the page in the reader's language, or else to the original, marked as foreign.

    What isn't live in any language keeps its words and loses its link. All links of a text take
    the same few queries.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: Sequence[Mapping[str, str]]) -> list[str]:
        """The opening tag of each link, in the order given."""
        keys = [attrs.get("id", "") for attrs in attrs_list]
        pages = Page.objects.filter(pk__in=[key for key in keys if key.isdigit()]).select_related("locale")
        pages_by_id = {str(page.pk): page for page in pages}
        if not pages_by_id:
            return ["<a>" for _key in keys]
        locale = Locale.get_active()
        versions = {page.translation_key: page for page in for_reader(pages_by_id.values(), locale)}
        return [cls._tag(pages_by_id.get(key), versions, locale) for key in keys]

    @staticmethod
    def _tag(source_page: Page | None, versions: Mapping[object, Page], locale: Locale) -> str:
        # A private original is linked all the same: whoever may read it is asked to log in.
        page = source_page and (
            versions.get(source_page.translation_key) or (source_page if source_page.live else None)
        )
        if not page or not page.url:
            return "<a>"
        if page.locale_id == locale.pk:
            return format_html('<a href="{}">', page.url)
        return format_html('<a href="{}" hreflang="{}">', page.url, page.locale.language_code)


class ExternalLinkHandler(LinkHandler):
    """Links that leave the platform say so, and tell the other site nothing about the reader."""

    identifier: ClassVar[str] = "external"

    @staticmethod
    def expand_db_attributes(attrs: Mapping[str, str]) -> str:
        """The opening tag of one link."""
        # Wagtail hands attributes over with some of their entities left as they were stored.
        return format_html('<a href="{}" rel="external noreferrer">', unescape(attrs["href"]))
