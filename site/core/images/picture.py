"""Data of a ``picture`` element from existing renditions; nothing is generated here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.images.models import AbstractRendition

from core.images.image_uses import enqueue_displayed
from core.images.models import PlatformImage
from core.images.presets import FALLBACK, PRESETS, SOURCES, Size, filter_for, sizes
from core.images.rendition_queue import make_first

#: An original is shown in place of a size that is not made yet if it has at most so many bytes.
SMALL_BYTES = 300 * 1024
#: Where nobody has counted the bytes: at most so many pixels.
SMALL_PIXELS = 512 * 512


@dataclass(frozen=True)
class Source:
    """The sizes in one format, as ``<source>`` names them."""

    media_type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """An image in one place. ``complete`` tells whether all its sizes are there."""

    url: str
    width: int
    height: int
    srcset: str = ""
    sizes: str = ""
    sources: tuple[Source, ...] = ()
    complete: bool = False


def picture(image: PlatformImage, preset: str) -> Picture | None:
    """An image as a place shows it, with the sizes that there are.

    As long as none is, another size, or the original if it is small; ``None`` if there is neither, so
    that nobody has to load a photograph of 20 megabytes. A listing prefetches ``renditions``.
    """
    all_renditions = list(image.renditions.all())
    requested_sizes = sizes(image, preset)
    by_spec = _existing_renditions(
        image, all_renditions, [spec for size in requested_sizes for spec in size.specs.values()]
    )
    plain = _in_format(FALLBACK, requested_sizes, by_spec)
    if not plain:
        return _instead(image, all_renditions)
    definition = PRESETS[preset]
    base, _scale = plain[-1] if definition.kind == "fluid" else plain[0]
    width, height = _box(plain)
    return Picture(
        base.url,
        width,
        height,
        srcset=_srcset(plain, fluid=definition.kind == "fluid") if len(plain) > 1 else "",
        sizes=definition.sizes,
        sources=tuple(
            Source(media_type, _srcset(candidates, fluid=definition.kind == "fluid"))
            for name, media_type in SOURCES
            if len(candidates := _in_format(name, requested_sizes, by_spec)) == len(plain)
        ),
        complete=len(by_spec) == sum(len(size.specs) for size in requested_sizes),
    )


def for_request(request: HttpRequest | None, image: PlatformImage | None, preset: str) -> Picture | None:
    """As :func:`picture`; missing renditions are queued after the response (``core.images.middleware``).

    An editor who looks at a draft sees the image that was just chosen: its first size is made at once.
    """
    if image is None:
        return None
    result = picture(image, preset)
    if request is None or (result is not None and result.complete):
        return result
    if result is None and getattr(request, "is_preview", False):
        enqueue_displayed([(image.pk, preset)])
        make_first([image.pk])
        return picture(PlatformImage.objects.get(pk=image.pk), preset)
    request.__dict__.setdefault("pictures_without_sizes", set()).add((image.pk, preset))
    return result


def _existing_renditions(
    image: PlatformImage, renditions: list[AbstractRendition], specs: list[str]
) -> Mapping[str, AbstractRendition]:
    """The renditions that there are of those, cut around today's focal point."""
    keys = {spec: filter_for(spec).get_cache_key(image) for spec in specs}
    return {
        rendition.filter_spec: rendition
        for rendition in renditions
        if keys.get(rendition.filter_spec) == rendition.focal_point_key
    }


def _in_format(
    name: str, requested_sizes: list[Size], by_spec: Mapping[str, AbstractRendition]
) -> list[tuple[AbstractRendition, int]]:
    return [(by_spec[size.specs[name]], size.scale) for size in requested_sizes if size.specs.get(name) in by_spec]


def _box(plain: list[tuple[AbstractRendition, int]]) -> tuple[int, int]:
    """Width and height in CSS pixels: of the largest, which is the truest to its shape."""
    largest, scale = plain[-1]
    return round(largest.width / scale), round(largest.height / scale)


def _srcset(renditions: list[tuple[AbstractRendition, int]], *, fluid: bool) -> str:
    return ", ".join(
        f"{rendition.url} {rendition.width}w" if fluid else f"{rendition.url} {scale}x"
        for rendition, scale in renditions
    )


def _instead(image: PlatformImage, renditions: list[AbstractRendition]) -> Picture | None:
    small = image.file_size <= SMALL_BYTES if image.file_size else image.width * image.height <= SMALL_PIXELS
    if small:
        return Picture(image.file.url, image.width, image.height)
    largest = max(renditions, key=lambda rendition: rendition.width * rendition.height, default=None)
    return Picture(largest.url, largest.width, largest.height) if largest else None
