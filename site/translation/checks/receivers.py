"""Each translation is judged when it is saved; a page that appears makes links to it whole."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import StringTranslation

from translation.checks import links
from translation.checks.keeping import judge
from translation.checks.models import SegmentFinding


def on_saved(instance: StringTranslation, **kwargs: Any) -> None:
    """A translation was written."""
    if not kwargs.get("raw"):
        judge([instance])


def on_published(instance: Page, **_kwargs: Any) -> None:
    """A page is there now for the links to it in its language."""
    SegmentFinding.objects.filter(
        code=links.CODE, data__key=str(instance.translation_key), string_translation__locale=instance.locale_id
    ).delete()


def connect() -> None:
    """Connect the receivers, each once."""
    post_save.connect(on_saved, sender=StringTranslation, dispatch_uid="translation.checks.on_saved")
    page_published.connect(on_published, dispatch_uid="translation.checks.on_published")
