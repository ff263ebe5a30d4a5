"""Signal handler: generate the renditions of a saved image again."""

from typing import Any

from core.images.image_uses import renew
from core.images.models import PlatformImage, image_changed


def connect() -> None:
    """Connect the receivers; a second call changes nothing."""
    image_changed.connect(_renew, sender=PlatformImage, dispatch_uid="core.images.renew")


def _renew(sender: type[PlatformImage], image: PlatformImage, **kwargs: Any) -> None:
    renew(image)
