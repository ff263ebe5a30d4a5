"""Presets: the places that show an image, with their sizes and formats."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from wagtail.images.models import AbstractImage, Filter

#: A file format and its media type, the smallest files first: browsers take the first one that they know.
SOURCES = (("avif", "image/avif"), ("webp", "image/webp"))

#: What every browser knows: JPEG, or PNG where something shines through (``core.images.renditions``).
FALLBACK = "fallback"


@dataclass(frozen=True)
class Preset:
    """Preset: how an image is shown in one kind of place.

    A ``fluid`` picture is as wide as its column, which ``sizes`` tells the browser: it comes in several
    ``widths``. A ``fixed`` one is shown in a box of CSS pixels, and comes once more for finer screens
    (``scales``). ``box`` is that box, or the shape that a fluid picture is cropped to around its focal
    point. A ``leading`` one may be the first thing that a reader sees, and is then loaded before others.
    """

    kind: Literal["fluid", "fixed"]
    widths: tuple[int, ...] = ()
    sizes: str = ""
    box: tuple[int, int] | None = None
    cropped: bool = False
    formats: tuple[str, ...] = (*(name for name, _type in SOURCES), FALLBACK)
    scales: tuple[int, ...] = (1, 2)
    leading: bool = False


PRESETS: dict[str, Preset] = {
    "hero": Preset(
        "fluid", (480, 960, 1440), "(min-width: 56rem) 36rem, 100vw", box=(3, 2), cropped=True, leading=True
    ),
    "block": Preset("fluid", (480, 960, 1440), "(min-width: 64rem) 60rem, 100vw", leading=True),
    "news": Preset("fluid", (480, 960, 1440), "(min-width: 64rem) 45rem, 100vw", leading=True),
    "cover": Preset("fluid", (320, 640), "20rem", leading=True),
    "card-cover": Preset("fixed", box=(72, 108)),
    "card-image": Preset("fixed", box=(112, 84), cropped=True),
    "group-logo": Preset("fixed", box=(320, 160)),
    "entity-logo": Preset("fixed", box=(160, 64)),
    "portrait": Preset("fixed", box=(80, 80), cropped=True),
    # The one picture that other sites fetch; what they can read of newer formats is unknown.
    "share": Preset("fixed", box=(1200, 630), cropped=True, formats=(FALLBACK,), scales=(1,)),
}


@dataclass(frozen=True)
class Size:
    """One size of an image: ``specs`` names its renditions by format, ``scale`` is 2 for a finer screen."""

    specs: dict[str, str]
    scale: int = 1


def sizes(image: AbstractImage, name: str) -> list[Size]:
    """The sizes that an image has in a place, the smallest first: none larger than the image, no two alike."""
    preset = PRESETS[name]
    if preset.kind == "fluid":
        return [Size(_specs(preset, _fluid(preset, width))) for width in _widths(preset, image)]
    return [Size(_specs(preset, _filter_spec(preset, scale)), scale) for scale in _scales(preset, image)]


def specs(image: AbstractImage, name: str) -> list[str]:
    """The renditions that an image has in a place, as Wagtail names them, size by size."""
    return [spec for size in sizes(image, name) for spec in size.specs.values()]


@cache
def filter_for(spec: str) -> Filter:
    """Wagtail's filter, which reads its name only once."""
    return Filter(spec)


def _specs(preset: Preset, operation: str) -> dict[str, str]:
    return {
        name: f"{operation}|{name}" if name == FALLBACK else f"{operation}|format-{name}" for name in preset.formats
    }


def _fluid(preset: Preset, width: int) -> str:
    if preset.box is None:
        return f"width-{width}"
    ratio_width, ratio_height = preset.box
    return f"fill-{width}x{round(width * ratio_height / ratio_width)}"


def _filter_spec(preset: Preset, scale: int) -> str:
    box_width, box_height = preset.box or (0, 0)
    return f"{'fill' if preset.cropped else 'max'}-{box_width * scale}x{box_height * scale}"


def _widths(preset: Preset, image: AbstractImage) -> Iterator[int]:
    """Each width up to the first one that the image does not have: that one comes as wide as the image is."""
    ratio_width, ratio_height = preset.box or (1, 0)
    widest = min(image.width, image.height * ratio_width / ratio_height) if ratio_height else image.width
    for width in preset.widths:
        yield width
        if width >= widest:
            return


def _scales(preset: Preset, image: AbstractImage) -> tuple[int, ...]:
    box_width, box_height = preset.box or (0, 0)
    fit = min if preset.cropped else max
    return preset.scales if fit(image.width / box_width, image.height / box_height) > 1 else (1,)
