"""Draft titles: what the explorer shows while a page is being translated.

The writer of texts updates it, in place of wagtail-localize's handler: see :mod:`translation.units.upstream`.
"""

from collections.abc import Iterable
from html import unescape

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

#: Characters that the column holds.
LENGTH: int = Page._meta.get_field("draft_title").max_length


def update_draft_titles(rows: Iterable[StringTranslation]) -> None:
    """Show translated titles in the explorer, cut to what the column holds. Two queries for any number."""
    titles = {
        (row.context.object_id, row.locale_id): unescape(row.data)[:LENGTH]
        for row in rows
        if row.context and row.context.path == "title" and not row.has_error
    }
    pages = list(Page.objects.filter(translation_key__in={key for key, _locale in titles})) if titles else []
    pages = [page for page in pages if (page.translation_key, page.locale_id) in titles]
    for page in pages:
        page.draft_title = titles[page.translation_key, page.locale_id]
    Page.objects.bulk_update(pages, ["draft_title"])
