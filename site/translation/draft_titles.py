"""The title that the explorer shows while a page is being translated.

A workaround: wagtail-localize 1.14 writes the text of a title as it came into ``draft_title``. One
that is longer than the column makes PostgreSQL refuse, which the translator sees as a server error
before anything could tell them that it is too long; its HTML entities show, and so does a text that
is refused for its tags. So its
receiver is replaced by this one. ``tests/translation/test_draft_titles.py`` fails once upstream has mended it.
"""

from html import unescape
from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, post_save_string_translation

#: Characters that the column holds.
LENGTH: int = Page._meta.get_field("draft_title").max_length


def on_translated(instance: StringTranslation, **_kwargs: Any) -> None:
    """A title was translated: the explorer shows it, cut to what the column holds."""
    if instance.context.path == "title" and not instance.has_error:
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id)
        pages.update(draft_title=unescape(instance.data)[:LENGTH])


def connect() -> None:
    """Take upstream's receiver out and put ours in."""
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(on_translated, sender=StringTranslation, dispatch_uid="translation.on_translated")
