"""What a page shows of an image: the sizes that are there. Nothing is made and no file is opened here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.images.models import AbstractRendition

from core.images.models import PlatformImage
from core.images.presets import FALLBACK, PRESETS, SOURCES, Size, filter_for, sizes
from core.images.rendition_queue import make_first, note_shown

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
    every = list(image.renditions.all())
    wanted = sizes(image, preset)
    made = _made(image, every, [spec for size in wanted for spec in size.specs.values()])
    plain = _in_format(FALLBACK, wanted, made)
    if not plain:
        return _instead(image, every)
    shown = PRESETS[preset]
    base, _scale = plain[-1] if shown.kind == "fluid" else plain[0]
    width, height = _box(plain)
    return Picture(
        base.url,
        width,
        height,
        srcset=_srcset(plain, fluid=shown.kind == "fluid") if len(plain) > 1 else "",
        sizes=shown.sizes,
        sources=tuple(
            Source(media_type, _srcset(there, fluid=shown.kind == "fluid"))
            for name, media_type in SOURCES
            if len(there := _in_format(name, wanted, made)) == len(plain)
        ),
        complete=len(made) == sum(len(size.specs) for size in wanted),
    )


def for_request(request: HttpRequest | None, image: PlatformImage | None, preset: str) -> Picture | None:
    """As :func:`picture`, and what is missing is noted for when the page is done (``core.images.middleware``).

    An editor who looks at a draft sees the image that was just chosen: its first size is made at once.
    """
    if image is None:
        return None
    found = picture(image, preset)
    if request is None or (found is not None and found.complete):
        return found
    if found is None and getattr(request, "is_preview", False):
        note_shown([(image.pk, preset)])
        make_first([image.pk])
        return picture(PlatformImage.objects.get(pk=image.pk), preset)
    request.__dict__.setdefault("pictures_without_sizes", set()).add((image.pk, preset))
    return found


def _made(image: PlatformImage, every: list[AbstractRendition], specs: list[str]) -> Mapping[str, AbstractRendition]:
    """The renditions that there are of those, cut around today's focal point."""
    keys = {spec: filter_for(spec).get_cache_key(image) for spec in specs}
    return {one.filter_spec: one for one in every if keys.get(one.filter_spec) == one.focal_point_key}


def _in_format(
    name: str, wanted: list[Size], made: Mapping[str, AbstractRendition]
) -> list[tuple[AbstractRendition, int]]:
    return [(made[size.specs[name]], size.scale) for size in wanted if size.specs.get(name) in made]


def _box(plain: list[tuple[AbstractRendition, int]]) -> tuple[int, int]:
    """Width and height in CSS pixels: of the largest, which is the truest to its shape."""
    largest, scale = plain[-1]
    return round(largest.width / scale), round(largest.height / scale)


def _srcset(renditions: list[tuple[AbstractRendition, int]], *, fluid: bool) -> str:
    return ", ".join(f"{one.url} {one.width}w" if fluid else f"{one.url} {scale}x" for one, scale in renditions)


def _instead(image: PlatformImage, every: list[AbstractRendition]) -> Picture | None:
    small = image.file_size <= SMALL_BYTES if image.file_size else image.width * image.height <= SMALL_PIXELS
    if small:
        return Picture(image.file.url, image.width, image.height)
    largest = max(every, key=lambda one: one.width * one.height, default=None)
    return Picture(largest.url, largest.width, largest.height) if largest else None
