"""Generate renditions: a file is decoded once for all sizes and formats.

Wagtail decodes it once for each. Memory is bounded: the decoded image is held, and one size of it; a
JPEG is decoded no larger than it is needed. What a file says beside its pixels, such as where a
photograph was taken, is left out of the sizes.
"""

import warnings
from collections.abc import Iterable
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from PIL import Image, ImageCms, ImageOps
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError
from willow.plugins.pillow import PillowImage

#: The place of an image's orientation among what its file says, and the values for one that lies on its side.
ORIENTATION, ON_ITS_SIDE = 0x0112, frozenset({5, 6, 7, 8})

#: How libraries say that a file is no image, or only part of one; AVIF's, by a ``RuntimeError``.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    RuntimeError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class BrokenImageError(Exception):
    """No size can be made of an image: its file is missing, damaged, or too large. Trying again is of no use."""


class FallbackOperation(FilterOperation):
    """The format that every browser knows: PNG where something shines through, else JPEG."""

    def construct(self) -> None:
        """It has no options."""

    def run(self, willow: Any, image: AbstractImage, env: dict[str, Any]) -> None:
        env["output-format"] = "png" if willow.has_alpha() else "jpeg"


class DecodedImage:
    """An image's pixels, upright and in sRGB, and the last size that was made of them."""

    def __init__(self, pixels: Image.Image, size: tuple[int, int]) -> None:
        self.pixels, self.size = pixels, size
        self._latest_resize: tuple[Any, PillowImage] | None = None

    def resize(self, rectangle: tuple[float, float, float, float], size: tuple[int, int]) -> PillowImage:
        """A rectangle of the whole image, resized to a size in pixels. Formats of one size share it."""
        if self._latest_resize is None or self._latest_resize[0] != (rectangle, size):
            scale_x, scale_y = self.pixels.width / self.size[0], self.pixels.height / self.size[1]
            # Wagtail rounds up what it cuts: not beyond the edge, which Pillow refuses.
            right_edge, bottom_edge = (
                min(rectangle[2] * scale_x, self.pixels.width),
                min(rectangle[3] * scale_y, self.pixels.height),
            )
            box = (rectangle[0] * scale_x, rectangle[1] * scale_y, right_edge, bottom_edge)
            resized_pixels = self.pixels.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
            self._latest_resize = (rectangle, size), PillowImage(resized_pixels)
        return self._latest_resize[1]


class DecodedImageFilter(Filter):
    """A filter that writes out of pixels that were decoded before, in place of the file."""

    def __init__(self, spec: str, decoded: DecodedImage) -> None:
        super().__init__(spec)
        self.source = decoded

    def run(self, image: AbstractImage, output: Any, source: Any = None) -> Any:
        """Write the rendition. Part of Wagtail's interface."""
        transform = self.get_transform(image, self.source.size)
        rectangle = tuple(transform.get_rect().round())
        willow = self.source.resize(rectangle, (round(transform.size[0]), round(transform.size[1])))
        env: dict[str, Any] = {}
        for operation in self.filter_operations:
            willow = operation.run(willow, image, env) or willow
        return _write(willow, env.get("output-format", "png"), output)


def _write(willow: Any, file_format: str, output: Any) -> Any:
    if file_format == "jpeg":
        flat = willow.set_background_color_rgb((255, 255, 255))
        return flat.save_as_jpeg(output, quality=settings.WAGTAILIMAGES_JPEG_QUALITY, progressive=True, optimize=True)
    if file_format == "webp":
        return willow.save_as_webp(output, quality=settings.WAGTAILIMAGES_WEBP_QUALITY)
    if file_format == "avif":
        return willow.save_as_avif(output, quality=settings.WAGTAILIMAGES_AVIF_QUALITY)
    return willow.save_as_png(output, optimize=True)


def render(image: AbstractImage, filters: Iterable[Filter]) -> list[AbstractRendition]:
    """The image in these sizes and formats, written to storage; the rows are not saved yet.

    Raises:
        BrokenImageError: there is nothing to make them of.
        OSError: the storage can't be reached.
    """
    filter_list = list(filters)
    decoded = decode(_open_file(image), _largest(image, filter_list))
    return [
        image.generate_rendition_instance(DecodedImageFilter(size_filter.spec, decoded), BytesIO())
        for size_filter in filter_list
    ]


def decode(file: IO[bytes], longer_side: int) -> DecodedImage:
    """The pixels of a file, large enough for sizes of at most ``longer_side`` pixels on their longer side.

    Raises:
        BrokenImageError: it is none, is damaged, or has too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit is ours
            picture = Image.open(file)
            lies = picture.getexif().get(ORIENTATION) in ON_ITS_SIDE
            size = (picture.height, picture.width) if lies else picture.size
            if picture.format == "JPEG":
                # An eighth, a quarter or a half of it comes out of the file directly, in a fraction of the time.
                picture.draft(None, _as(picture.size, longer_side))
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise BrokenImageError(f"{size[0]} × {size[1]} pixels are too many")
            return DecodedImage(_plain(ImageOps.exif_transpose(picture)), size)
    except UNREADABLE as error:
        raise BrokenImageError(f"{type(error).__name__}: {error}") from error


def _as(size: tuple[int, int], longer: int) -> tuple[int, int]:
    """A size of the same shape."""
    scale = longer / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _open_file(image: AbstractImage) -> IO[bytes]:
    """The file as it is stored.

    Raises:
        BrokenImageError: there is none.
    """
    try:
        with image.open_file() as file:
            return BytesIO(file.read())
    except FileNotFoundError as error:
        raise BrokenImageError("the file is missing") from error
    except SourceImageIOError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            raise BrokenImageError("the file is missing") from error
        raise


def _largest(image: AbstractImage, filters: list[Filter]) -> int:
    """The pixels that the longer side of the whole image has at most, where one of the sizes is cut out of it."""
    full_size = (max(1, image.width), max(1, image.height))
    longer_side = 1.0
    for size_filter in filters:
        transform = size_filter.get_transform(image, full_size)
        rectangle = transform.get_rect()
        scale = max(transform.size[0] / max(1, rectangle.width), transform.size[1] / max(1, rectangle.height))
        longer_side = max(longer_side, max(full_size) * min(1.0, scale))
    return round(longer_side)


def _plain(picture: Image.Image) -> Image.Image:
    """Upright pixels in RGB, or in RGBA where something does shine through; without anything else from the file."""
    picture.load()
    profile = picture.info.get("icc_profile")
    through = picture.has_transparency_data
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        picture = _in_srgb(picture, profile, "RGBA" if picture.mode == "RGBA" else "RGB")
    mode = "RGBA" if through else "RGB"
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")  # 16 bits to 8
    plain = picture if picture.mode == mode else picture.convert(mode)
    if mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.info = {}
    return plain


def _in_srgb(picture: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """The colours as screens without colour management show them; as they are where the profile is unusable."""
    try:
        source_profile = ImageCms.ImageCmsProfile(BytesIO(profile))
        return (
            ImageCms.profileToProfile(picture, source_profile, ImageCms.createProfile("sRGB"), outputMode=mode)
            or picture
        )
    except ImageCms.PyCMSError:
        return picture
