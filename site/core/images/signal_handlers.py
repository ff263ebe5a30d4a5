"""Signal handler: queue renditions when pages and snippets are published."""

from typing import Any

from django.db.models import Model
from wagtail.signals import published

from core.images.image_uses import enqueue_published, renew
from core.images.models import PlatformImage, image_changed


def connect() -> None:
    """Connect the receivers; a second call changes nothing."""
    published.connect(_note, dispatch_uid="core.images")
    image_changed.connect(_renew, sender=PlatformImage, dispatch_uid="core.images.renew")


def _note(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    enqueue_published(instance)


def _renew(sender: type[PlatformImage], image: PlatformImage, **kwargs: Any) -> None:
    renew(image)
