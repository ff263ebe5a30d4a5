"""The first page of a PDF is drawn when it is read; no file stops anybody's work by it, and none is shown too much."""

import io
import tempfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from core.documents import draw_thumbnail, text_extraction, thumbnail
from core.documents.models import DocumentCover, PlatformDocument
from core.documents.models.document import ExtractionState
from tests.platform import create_platform
from tests.support import pdf_files
from tests.support.pdf_files import upload_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def extract(django_capture_on_commit_callbacks: Any) -> Callable[..., PlatformDocument]:
    """Upload a file and have it read."""
    create_platform("es", "en")

    def upload_and_read(data: bytes, name: str = "plan.pdf") -> PlatformDocument:
        with django_capture_on_commit_callbacks(execute=True):
            document = upload_document(data, name)
        return PlatformDocument.objects.get(pk=document.pk)

    return upload_and_read


def thumbnail_of(data: bytes) -> bytes:
    """The picture of a PDF's first page."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return thumbnail.render_first_page(file)


def get_thumbnail(client: Client, cover: DocumentCover) -> Image.Image:
    """The picture as a visitor gets it."""
    response: Any = client.get(cover.address)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    return Image.open(io.BytesIO(b"".join(response.streaming_content)))


def colour(picture: Image.Image) -> Any:
    """Red, green and blue near the upper left corner."""
    return picture.convert("RGB").getpixel((50, 50))


def test_the_first_page_is_drawn_and_is_none_of_the_editors_images(
    client: Client, extract: Callable[..., PlatformDocument]
) -> None:
    document = extract(pdf_files.scanned_pdf(2))
    picture = get_thumbnail(client, document.cover)
    assert picture.size == (document.cover.width, document.cover.height) == (400, 566)
    red, green, blue = colour(picture)
    assert blue > 100 > red + green  # the navy square at the top of the page
    assert get_image_model().objects.count() == 0


@pytest.mark.one_database
@pytest.mark.parametrize(
    "data",
    [
        pdf_files.encrypt_pdf(pdf_files.pdf("Uno"), "secret"),
        pdf_files.pdf("Uno")[:400],
        pdf_files.circular_pdf(),
        b"%PDF-1.7 nothing",
        b"PK\x03\x04",
    ],
)
def test_what_can_not_be_read_has_no_picture_and_does_no_harm(
    extract: Callable[..., PlatformDocument], data: bytes
) -> None:
    document = extract(data)
    assert document.extraction_state != ExtractionState.WAITING
    assert not DocumentCover.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize("box", ["0 0 0 0", "0 0 99999999 99999999", "0 0 1 99999", "0 0 99999 2", "0 0 -9 -9", "a b"])
def test_a_page_of_any_size_stays_in_bounds(box: str) -> None:
    made = pdf_files.raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] >>",
    )
    if picture := thumbnail_of(made):  # empty where nothing could be drawn
        width, height = Image.open(io.BytesIO(picture)).size
        assert 0 < width <= draw_thumbnail.WIDTH
        assert 0 < height <= draw_thumbnail.HEIGHT


@pytest.mark.one_database
def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnail, "PATIENCE", 0.001)
    assert thumbnail_of(pdf_files.pdf("Uno")) == b""


@pytest.mark.one_database
@pytest.mark.parametrize("picture", [b"", b"<svg/>", b"RIFF????WEBP"])
def test_only_pictures_are_kept(extract: Callable[..., PlatformDocument], picture: bytes) -> None:
    document = extract(b"text", "a.txt")
    thumbnail.keep(document, picture)
    large = io.BytesIO()
    Image.new("RGB", (draw_thumbnail.WIDTH + 1, 10)).save(large, "WEBP")
    thumbnail.keep(document, large.getvalue())
    assert not DocumentCover.objects.exists()


def test_a_replaced_file_has_the_picture_of_the_new_one_at_another_address(
    client: Client, extract: Callable[..., PlatformDocument], django_capture_on_commit_callbacks: Any
) -> None:
    document = extract(pdf_files.scanned_pdf())
    old: Any = document.cover
    with django_capture_on_commit_callbacks(execute=True):
        document.file = ContentFile(pdf_files.pdf(""), name="otro.pdf")
        document.save()
    new: Any = DocumentCover.objects.get()
    assert new.address != old.address
    assert colour(get_thumbnail(client, new)) == (255, 255, 255)
    assert not default_storage.exists(old.picture.name)
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert not default_storage.exists(new.picture.name)
    assert client.get(new.address).status_code == 404


def test_the_picture_is_as_private_as_the_file(client: Client, extract: Callable[..., PlatformDocument]) -> None:
    document = extract(pdf_files.scanned_pdf())
    assert "max-age" in client.get(document.cover.address)["Cache-Control"]
    assert client.get(f"/media/{document.cover.picture.name}").status_code == 404
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    PlatformDocument.objects.update(collection=collection)
    assert client.get(document.cover.address).status_code == 404


def test_reading_anew_keeps_one_picture(extract: Callable[..., PlatformDocument]) -> None:
    document = extract(pdf_files.scanned_pdf())
    document.reset_extraction()
    assert text_extraction.extract(document)
    assert DocumentCover.objects.count() == 1
