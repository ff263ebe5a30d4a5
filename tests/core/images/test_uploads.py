"""Image files that end too early or are damaged are refused at the field, however they are uploaded."""

import io
import json
from functools import cache
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from core.images.models import PlatformImage
from tests.factories import ImageFactory
from tests.support.admin_clients import client_in_role

pytestmark = pytest.mark.django_db

FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "avif": "AVIF"}
SAID = "dañado o incompleto"


@cache
def create_image_file(extension: str) -> bytes:
    """A picture of that format."""
    file = io.BytesIO()
    Image.effect_noise((120, 90), 60).convert("RGB").save(file, FORMATS[extension])
    return file.getvalue()


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def admin(db: None) -> Client:
    return client_in_role("admin")


def root() -> str:
    return str(Collection.get_first_root_node().pk)


def test_each_way_of_uploading_says_what_is_wrong(admin: Client) -> None:
    cut_off = create_image_file("jpg")[:1500]
    one = admin.post(reverse("wagtailimages:add"), {"file": upload(cut_off), "title": "x", "collection": root()})
    many = admin.post(
        reverse("wagtailimages:add_multiple"), {"files[]": upload(cut_off), "title": "x", "collection": root()}
    )
    fields: dict[str, Any] = {"file": upload(cut_off), "title": "x", "collection": root()}
    chooser = admin.post(
        reverse("wagtailimages_chooser:create"), {f"image-chooser-upload-{name}": fields[name] for name in fields}
    )
    kept = ImageFactory()
    before = kept.file.name
    replaced = admin.post(
        reverse("wagtailimages:edit", args=[kept.pk]), {"file": upload(cut_off), "title": "x", "collection": root()}
    )
    assert SAID in str(one.context["form"].errors["file"])
    assert SAID in json.loads(many.content)["error_message"]
    assert SAID in json.loads(chooser.content)["htmlFragment"]
    assert SAID in str(replaced.context["form"].errors["file"])
    assert PlatformImage.objects.get().file.name == before


@given(extension=st.sampled_from(sorted(FORMATS)), part=st.floats(0, 1), damage=st.binary(max_size=40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_cut_anywhere_is_taken_or_refused_at_its_field(
    db: None, extension: str, part: float, damage: bytes
) -> None:
    content = create_image_file(extension)[: int(len(create_image_file(extension)) * part)] + damage
    form = get_image_form(PlatformImage)(
        {"title": "x", "collection": root()}, {"file": upload(content, f"a.{extension}")}
    )
    assert form.is_valid() or set(form.errors) == {"file"}
    if part == 1 and not damage:
        assert form.is_valid()


@pytest.mark.parametrize("extension", FORMATS)
def test_a_whole_file_is_taken(extension: str) -> None:
    file = upload(create_image_file(extension), f"a.{extension}")
    form = get_image_form(PlatformImage)({"title": "x", "collection": root()}, {"file": file})
    assert form.is_valid(), form.errors
