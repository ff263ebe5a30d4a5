"""Suite: generate renditions, here and with stock Wagtail."""

from collections.abc import Callable, Iterator
from io import BytesIO

from django.core.files.base import ContentFile
from django.http import HttpResponse
from PIL import Image
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import Page

from core.images.models import PlatformImage
from core.images.presets import specs
from devtools.bench.measuring import Case, Subject

#: The images measured: a photograph as a telephone takes it, and a drawing through which the page shines.
PHOTOGRAPH, DRAWING = (4000, 3000), (1600, 1600)


def images() -> Iterator[Case]:
    """All sizes of a photograph in a page's text, of a drawing as a logo, and one size of the photograph."""
    photograph, drawing = _photograph(), _drawing()
    for name, image, image_specs in (
        ("photograph", photograph, specs(photograph, "block")),
        ("logo", drawing, specs(drawing, "entity-logo")),
        ("one", photograph, specs(photograph, "block")[2:3]),
    ):
        yield Case(f"images.{name}", Page.objects.filter(depth__gt=1).count(), _subjects(image, image_specs))


def _subjects(image: PlatformImage, image_specs: list[str]) -> list[Subject]:
    filters = [Filter(spec) for spec in image_specs]
    copies = [_content(rendition) for rendition in image.create_renditions(*filters).values()]
    image.renditions.all().delete()

    def make(maker: Callable[..., dict[Filter, object]]) -> Callable[[], HttpResponse]:
        def answer() -> HttpResponse:
            results = maker(image, *filters)
            content = b"".join(_content(one) for one in results.values())
            image.renditions.all().delete()
            return HttpResponse(content)

        return answer

    return [
        Subject("ours", make(PlatformImage.create_renditions)),
        Subject("stock", make(AbstractImage.create_renditions)),
        Subject("floor", lambda: HttpResponse(b"".join(copies))),
    ]


def _content(rendition: object) -> bytes:
    with rendition.file.open() as file:  # type: ignore[attr-defined]
        content: bytes = file.read()
    return content


def _photograph() -> PlatformImage:
    """Clouds: neither flat nor pure noise, as photographs are."""
    channels = [Image.effect_noise((125, 94), 90).resize(PHOTOGRAPH, Image.Resampling.BICUBIC) for _name in "RGB"]
    return _store("bench-photograph", Image.merge("RGB", channels), "JPEG")


def _drawing() -> PlatformImage:
    sheet = Image.new("RGBA", DRAWING, (0, 0, 0, 0))
    sheet.paste((40, 90, 160, 255), (200, 200, 1400, 1400))
    return _store("bench-drawing", sheet, "PNG")


def _store(name: str, picture: Image.Image, kind: str) -> PlatformImage:
    existing = PlatformImage.objects.filter(title=name).first()
    if existing is not None:
        return existing
    file = BytesIO()
    picture.save(file, kind)
    image = PlatformImage(title=name, file=ContentFile(file.getvalue(), name=f"{name}.{kind.lower()}"))
    image.save()
    return image
