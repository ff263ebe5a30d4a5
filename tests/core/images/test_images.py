"""Images on pages: sizes made in the background, once decoded; shown with what there is."""

from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.images.models import Filter

from core.images import image_uses, middleware, presets, rendition_queue
from core.images.checks import check_image_usages
from core.images.models import ImageUse, PlatformImage
from core.images.picture import picture
from core.images.renditions import BrokenImageError, DecodedImage
from home.models import ContentPage, HomePage
from tests.factories import EntityFactory

pytestmark = pytest.mark.django_db


def create_image(
    size: tuple[int, int] = (1000, 640), kind: str = "JPEG", mode: str = "RGB", colour: Any = "#246", **saved: Any
) -> PlatformImage:
    """An image with a file of its own."""
    file = BytesIO()
    Image.new(mode, size, colour).save(file, kind, **saved)
    image = PlatformImage(title="Puente", file=ContentFile(file.getvalue(), name=f"puente.{kind.lower()}"))
    image.file_size = len(file.getvalue())
    image.save()
    return image


def open_rendition(image: PlatformImage, spec: str) -> Image.Image:
    """The pixels of a size that was made."""
    return Image.open(image.renditions.get(filter_spec=spec).file)


def colour(image: Image.Image) -> tuple[bool, bool]:
    """Whether anything of the image is red, and whether anything is blue."""
    red, _green, blue = image.convert("RGB").split()
    return bool(red.point(lambda value: value > 200).getbbox()), bool(blue.point(lambda value: value > 200).getbbox())


@pytest.fixture
def show_image(home: HomePage) -> Callable[[PlatformImage], HomePage]:
    """A home page that shows an image at its head, published."""

    def publish(image: PlatformImage) -> HomePage:
        home.hero_image, home.hero_alt = image, "Un puente"
        home.save_revision().publish()
        return home

    return publish


def get_page(client: Client, page: Any) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


@pytest.mark.one_database
def test_a_published_image_comes_in_three_formats_and_says_how_large_it_is(
    client: Client, show_image: Callable[[PlatformImage], HomePage]
) -> None:
    image = create_image()
    page = show_image(image)
    rendition_queue.make(image.pk)
    found = get_page(client, page).select_one("picture")
    assert [source["type"] for source in found.select("source")] == ["image/avif", "image/webp"]
    tag = found.select_one("img")
    assert tag["src"].endswith(".jpg")
    assert [part.split()[1] for part in tag["srcset"].split(", ")] == ["480w", "960w"]
    assert (tag["width"], tag["height"], tag["alt"]) == ("960", "640", "Un puente")
    assert tag["fetchpriority"] == "high"
    assert not tag.has_attr("loading")
    assert not found.select("[style]")
    assert client.get(str(tag["src"])).status_code == 200


@pytest.mark.one_database
def test_only_the_first_large_picture_is_loaded_before_a_reader_comes_near(home: HomePage) -> None:
    image = create_image((640, 400))
    places = ("entity-logo", "block", "block")
    template = Template("{% load pictures %}" + "".join(f"{{% picture i '{place}' alt='' %}}" for place in places))
    html = template.render(Context({"i": image, "request": RequestFactory().get("/")}))
    assert ["loading" in tag.attrs for tag in BeautifulSoup(html, "html.parser").select("img")] == [True, False, True]


@pytest.mark.one_database
def test_no_size_is_larger_than_the_image_and_no_two_are_alike() -> None:
    image = create_image((700, 400))
    wanted = presets.specs(image, "block")
    image.get_renditions(*wanted)
    assert sorted({one.width for one in image.renditions.all()}) == [480, 700]


@pytest.mark.one_database
def test_a_file_is_decoded_once_for_all_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    image = create_image()
    decoded: list[Any] = []
    real = Image.open

    def decode(file: Any) -> Any:
        decoded.append(file)
        return real(file)

    monkeypatch.setattr("core.images.renditions.Image.open", decode)
    image.get_renditions(*presets.specs(image, "block"))
    assert len([file for file in decoded if isinstance(file, BytesIO)]) == 1
    assert image.renditions.count() == 9


@pytest.mark.one_database
def test_a_cut_that_is_rounded_beyond_the_edge_stays_within_the_pixels() -> None:
    """Wagtail's rectangle of 80 to 1360 by 0 to 960.5 is rounded to 961, and Pillow refuses what lies outside."""
    whole = (1440, 960)
    assert DecodedImage(Image.new("RGB", whole), whole).resize((80, 0, 1360, 961), (112, 84)).get_size() == (112, 84)


def test_what_shines_through_stays_so_and_only_then() -> None:
    clear, full = (
        create_image(kind="PNG", mode="RGBA", colour=(10, 20, 30, 0)),
        create_image(kind="PNG", mode="RGBA", colour="#246"),
    )
    for image in (clear, full):
        image.get_renditions("width-480|fallback", "width-480|format-webp")
    assert open_rendition(clear, "width-480|fallback").format == "PNG"
    assert open_rendition(clear, "width-480|format-webp").convert("RGBA").getchannel("A").getextrema() == (0, 0)
    assert open_rendition(full, "width-480|fallback").format == "JPEG"


@pytest.mark.one_database
def test_a_photograph_stands_upright_and_tells_nothing_about_where_it_was_taken() -> None:
    said = Image.Exif()
    said[0x0112], said[0x010E] = 6, "A place"
    image = create_image((1200, 800), exif=said)
    image.get_renditions("width-480|fallback", "width-480|format-avif")
    made = open_rendition(image, "width-480|fallback")
    assert made.size == (480, 720)
    assert not made.getexif()


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("mode", "kind"), [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "GIF"), ("I;16", "PNG"), ("LA", "PNG"), ("1", "PNG")]
)
def test_every_kind_of_pixels_can_be_shown(mode: str, kind: str) -> None:
    image = create_image((600, 400), kind, mode, 0 if mode in {"P", "1", "I;16"} else None)
    image.get_renditions(*presets.specs(image, "cover"))
    assert {open_rendition(image, spec).size for spec in presets.specs(image, "cover")} == {(320, 213), (600, 400)}


def test_a_new_focal_point_takes_the_place_of_the_old_crop(show_image: Callable[[PlatformImage], HomePage]) -> None:
    halves = Image.new("RGB", (1200, 320), "#f00")
    halves.paste("#00f", (600, 0, 1200, 320))
    file = BytesIO()
    halves.save(file, "PNG")
    image = PlatformImage.objects.create(title="Mitades", file=ContentFile(file.getvalue(), name="mitades.png"))
    show_image(image)
    rendition_queue.make(image.pk)
    before = image.renditions.count()
    image = PlatformImage.objects.get(pk=image.pk)
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 1150, 160, 50, 50
    image.save()
    assert not picture(image, "hero").complete
    rendition_queue.make(image.pk)
    image = PlatformImage.objects.get(pk=image.pk)
    assert picture(image, "hero").complete
    assert image.renditions.count() == before
    assert colour(open_rendition(image, "fill-480x320|fallback")) == (False, True)


def test_a_replaced_file_has_its_sizes_made_anew(show_image: Callable[[PlatformImage], HomePage]) -> None:
    image = create_image()
    show_image(image)
    rendition_queue.make(image.pk)
    image = PlatformImage.objects.get(pk=image.pk)
    file = BytesIO()
    Image.new("RGB", (800, 800), "#f00").save(file, "PNG")
    image.file = ContentFile(file.getvalue(), name="otra.png")
    image.save()
    assert not image.renditions.exists()
    rendition_queue.make(image.pk)
    assert colour(open_rendition(image, "fill-480x320|fallback")) == (True, False)


def test_a_visitor_is_shown_what_there_is_and_nothing_is_made_meanwhile(
    client: Client, show_image: Callable[[PlatformImage], HomePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    heavy, light = create_image(), create_image((200, 200))
    PlatformImage.objects.filter(pk=heavy.pk).update(file_size=5_000_000)
    monkeypatch.setattr(PlatformImage, "open_file", lambda _image: pytest.fail("a file was opened for a visitor"))
    assert not get_page(client, show_image(PlatformImage.objects.get(pk=heavy.pk))).select(".hero img")
    assert get_page(client, show_image(light)).select_one(".hero img")["src"] == light.file.url


def test_another_size_is_shown_until_the_right_one_is_made(
    client: Client, show_image: Callable[[PlatformImage], HomePage]
) -> None:
    image = create_image()
    PlatformImage.objects.filter(pk=image.pk).update(file_size=5_000_000)
    thumbnail = image.get_rendition("max-165x165")
    assert (
        get_page(client, show_image(PlatformImage.objects.get(pk=image.pk))).select_one(".hero img")["src"]
        == thumbnail.url
    )


def test_what_is_missing_is_asked_for_once_however_many_visitors_come(
    client: Client, show_image: Callable[[PlatformImage], HomePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    image = create_image((200, 200))
    page = show_image(image)
    rendition_queue.make(image.pk)
    image.renditions.all().delete()
    asked: list[Any] = []

    def note(wanted: Any) -> None:
        asked.append(list(wanted))
        image_uses.enqueue_displayed(asked[-1])

    monkeypatch.setattr(middleware, "enqueue_displayed", note)
    for _visitor in range(3):
        client.get(page.url)
    assert asked == [[(image.pk, "hero")]]
    assert rendition_queue.waiting().filter(image=image, preset="hero").exists()


@pytest.mark.parametrize("content", [b"no image", None])
def test_a_broken_image_is_an_error_for_nobody_and_not_tried_for_ever(
    client: Client, show_image: Callable[[PlatformImage], HomePage], content: bytes | None
) -> None:
    image = create_image()
    PlatformImage.objects.filter(pk=image.pk).update(file_size=5_000_000)
    image.file.storage.delete(image.file.name)
    if content:
        image.file.storage.save(image.file.name, ContentFile(content))
    page = show_image(PlatformImage.objects.get(pk=image.pk))
    rendition_queue.make(image.pk)
    use = ImageUse.objects.get(image=image)
    assert use.state == ImageUse.State.BROKEN
    assert use.problem
    assert client.get(page.url).status_code == 200
    assert not rendition_queue.waiting().exists()


@pytest.mark.one_database
def test_half_a_file_is_broken() -> None:
    image = create_image()
    with image.file.storage.open(image.file.name) as file:
        half = file.read()[:2000]
    image.file.storage.delete(image.file.name)
    image.file.storage.save(image.file.name, ContentFile(half))
    with pytest.raises(BrokenImageError):
        PlatformImage.objects.get(pk=image.pk).get_renditions("width-480|fallback", "width-480|format-webp")


@pytest.mark.one_database
def test_too_many_pixels_are_not_decoded(settings: Any) -> None:
    image = create_image((900, 900), "PNG")
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 800 * 800
    with pytest.raises(BrokenImageError, match="too many"):
        image.get_renditions("width-480|fallback", "width-480|format-webp")


@pytest.mark.one_database
def test_the_form_says_how_many_pixels_an_image_may_have() -> None:
    from wagtail.images.forms import get_image_form

    field = get_image_form(PlatformImage)().fields["file"]
    assert "64" in str(field.help_text)
    assert "64" in str(field.error_messages["file_too_many_pixels"])


def test_without_a_worker_publishing_makes_a_first_size_in_a_moment(
    show_image: Callable[[PlatformImage], HomePage], django_capture_on_commit_callbacks: Any
) -> None:
    image = create_image()
    with django_capture_on_commit_callbacks(execute=True):
        show_image(image)
    assert [one.filter_spec for one in image.renditions.all()] == ["fill-480x320|fallback"]
    assert rendition_queue.waiting().filter(image=image).exists()
    rendition_queue.make_first([image.pk], moment=-1)  # no moment is left: nothing is begun


def test_with_a_worker_publishing_only_asks(
    show_image: Callable[[PlatformImage], HomePage],
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(image_uses, "has_queue", lambda: True)
    monkeypatch.setattr("core.images.tasks.make_renditions", type("Task", (), {"enqueue": asked.append}))
    image = create_image()
    with django_capture_on_commit_callbacks(execute=True):
        page = show_image(image)
    assert asked == [[image.pk]]
    rendition_queue.make(image.pk)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert asked == [[image.pk]], "all is made already"


def test_images_in_texts_and_lists_are_found_where_they_stand(home: HomePage) -> None:
    image, poster = create_image((200, 200)), create_image((200, 200))
    blocks = [
        ("image", {"image": image, "alt": "Puente", "decorative": False}),
        ("video", {"title": "Película", "poster": poster, "captions": []}),
    ]
    page = ContentPage(title="Textos", body=blocks)
    assert image_uses.uses_of(page) == {(image.pk, "block"), (poster.pk, "block")}
    assert image_uses.uses_of(EntityFactory.build(logo=image)) == {(image.pk, "entity-logo")}


def test_a_listing_with_all_sizes_costs_no_question_an_image() -> None:
    images = [create_image((200, 200)) for _number in range(3)]
    for image in images:
        image.get_renditions(*presets.specs(image, "entity-logo"))
    shown = list(PlatformImage.objects.filter(pk__in=[one.pk for one in images]).prefetch_related("renditions"))
    with CaptureQueriesContext(connection) as captured:
        assert all(picture(image, "entity-logo").complete for image in shown)
    assert not captured.captured_queries


def test_the_command_makes_what_waits_what_storage_lost_and_what_nobody_noted(
    show_image: Callable[[PlatformImage], HomePage],
) -> None:
    image, broken = create_image((600, 400)), create_image((600, 400))
    broken.file.storage.delete(broken.file.name)
    show_image(image)
    ImageUse.objects.create(image=broken, preset="cover")
    told = StringIO()
    call_command("make_renditions", stdout=told, stderr=StringIO())
    assert "Puente" in told.getvalue()
    assert "missing" in told.getvalue()
    assert picture(image, "hero").complete
    lost = image.renditions.get(filter_spec="fill-480x320|fallback")
    lost.file.storage.delete(lost.file.name)
    call_command("make_renditions", files=True, verbosity=0)
    assert image.renditions.get(filter_spec="fill-480x320|fallback").file.storage.exists(lost.file.name)
    image.renditions.all().delete()
    ImageUse.objects.all().delete()
    call_command("make_renditions", all=True, verbosity=0)
    assert picture(PlatformImage.objects.get(pk=image.pk), "hero").complete


@pytest.mark.one_database
def test_templates_show_images_with_our_tags_only() -> None:
    templates = Path(settings.BASE_DIR, "site", "templates")
    every = {file.relative_to(templates): file.read_text(encoding="utf-8") for file in templates.rglob("*.html")}
    using = [str(name) for name, text in every.items() if "wagtailimages_tags" in text]
    assert not [name for name in using if not name.startswith("bench/")]


def test_a_key_to_an_image_says_where_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not check_image_usages(None)
    monkeypatch.setattr(HomePage, "pictures", {"hero_image": ("nowhere",)})
    assert {error.id for error in check_image_usages(None)} == {"core.E020", "core.E021"}


@pytest.mark.one_database
def test_the_fallback_is_an_operation_of_wagtails() -> None:
    assert [type(one).__name__ for one in Filter("width-20|fallback").operations][1] == "FallbackOperation"
