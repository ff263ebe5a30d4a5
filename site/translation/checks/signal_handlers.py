"""Signal handler: deletes findings about links to a page once that page is published in the language."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published

from translation.checks import links
from translation.checks.models import SegmentFinding


def on_published(instance: Page, **_kwargs: Any) -> None:
    """A page is there now for the links to it in its language."""
    SegmentFinding.objects.filter(
        code=links.CODE, data__key=str(instance.translation_key), string_translation__locale=instance.locale_id
    ).delete()


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="translation.checks.on_published")
