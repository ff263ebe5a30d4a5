"""The title that the explorer shows while a page is being translated.

A workaround: wagtail-localize 1.14 writes the text of a title as it came into ``draft_title``. One
that is longer than the column makes PostgreSQL refuse, which the translator sees as a server error
before anything could tell them that it is too long; its HTML entities show, and so does a text that
is refused for its tags. So its receiver is disconnected, and the writer of texts
(``translation.units.writer``) does it. ``tests/translation/test_draft_titles.py`` fails once upstream has mended it.
"""

from collections.abc import Iterable
from html import unescape

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, post_save_string_translation

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


def connect() -> None:
    """Take upstream's receiver out."""
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
