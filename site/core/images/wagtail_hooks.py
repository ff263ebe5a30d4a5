"""Images in the admin."""

from wagtail import hooks

from core.images.presets import FALLBACK
from core.images.renditions import FallbackOperation


@hooks.register("register_image_operations")
def register_fallback_format() -> list[tuple[str, type[FallbackOperation]]]:
    """The format of an image that every browser knows."""
    return [(FALLBACK, FallbackOperation)]
