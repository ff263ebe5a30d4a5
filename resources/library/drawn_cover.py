"""Cover of a resource drawn from a file, as templates show it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from resources.models import ResourcePage


@dataclass(frozen=True)
class DrawnCover:
    """A picture of a first page: its address, and its size in pixels."""

    address: str
    width: int
    height: int


def drawn_cover(page: "ResourcePage") -> DrawnCover | None:
    """The picture that was noted with a resource. No query."""
    data = page.drawn_cover
    if not data:
        return None
    address = f"{reverse('file_cover', args=[data['key']])}?v={data['version']}"
    return DrawnCover(address, data["width"], data["height"])
