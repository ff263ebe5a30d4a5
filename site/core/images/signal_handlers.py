"""Signal handler: queue renditions when pages and snippets are published."""

from typing import Any

from django.db.models import Model
from wagtail.signals import published

from core.images.rendition_queue import enqueue_published


def connect() -> None:
    """Listen to what is published; a second call changes nothing."""
    published.connect(_note, dispatch_uid="core.images")


def _note(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    enqueue_published(instance)
