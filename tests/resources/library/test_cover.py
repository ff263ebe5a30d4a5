"""A resource without a cover of its own shows the first page of one of its files."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from core.documents.models import DocumentCover, PlatformDocument
from resources.models import ResourcePage
from tests.factories import ImageFactory
from tests.groups.public_pages import create_english_version, get_html, republish
from tests.resources.factories import ResourceFileFactory, ResourcePageFactory

pytestmark = pytest.mark.django_db


def document(name: str) -> PlatformDocument:
    """A file; nobody has read it yet."""
    return PlatformDocument.objects.create(title=name, file=ContentFile(b"%PDF", name=f"{name}.pdf"))


def first_page_image(of: PlatformDocument) -> DocumentCover:
    """What its first page looks like."""
    return DocumentCover.objects.create(document=of, picture="x.webp", version=of.title, width=400, height=566)


def covers_on(client: Client, page: Any) -> list[tuple[str, str]]:
    """Address and alternative text of each cover of a page or a list."""
    html = BeautifulSoup(get_html(client, page), "html.parser")
    return [
        (str(image["src"]).partition("=")[2], str(image["alt"])) for image in html.select("main img[class*='cover']")
    ]


def test_the_picture_comes_when_the_file_is_read_in_each_language_its_own(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(parent=resources)
    spanish, english = document("es"), document("en")
    ResourceFileFactory(page=page, language="en", address="", document=english, sort_order=0)
    ResourceFileFactory(page=page, language="es", address="", document=spanish, sort_order=1)
    version = create_english_version(page)
    assert covers_on(client, page) == []
    first_page_image(english)
    ((name, alt),) = covers_on(client, page)
    assert name == "en"
    assert alt
    first_page_image(spanish)
    assert [name for name, _alt in covers_on(client, page)] == ["es"]
    assert [name for name, _alt in covers_on(client, version)] == ["en"]
    assert covers_on(client, resources) == [("es", "")]
    english.cover.delete()
    assert [name for name, _alt in covers_on(client, version)] == ["es"]
    source = republish(page)
    source.files = []
    source.save_revision().publish()
    assert covers_on(client, page) == covers_on(client, version) == []


def test_a_cover_that_an_editor_chose_goes_first(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(parent=resources, cover=ImageFactory(), cover_alt="Un río")
    file = document("es")
    ResourceFileFactory(page=page, address="", document=file)
    first_page_image(file)
    assert [alt for _name, alt in covers_on(client, page)] == ["Un río"]
    assert [name for name, _alt in covers_on(client, resources)] == [""]


def test_a_file_that_not_everybody_may_have_shows_nothing(client: Client, resources: Any) -> None:
    page = ResourcePageFactory(parent=resources)
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    file = document("es")
    PlatformDocument.objects.update(collection=collection.add_child(name="Below"))
    ResourceFileFactory(page=page, address="", document=file)
    first_page_image(file)
    assert covers_on(client, page) == []


def test_a_list_asks_as_much_for_many_covers_as_for_few(client: Client, resources: Any) -> None:
    def grown(number: int) -> int:
        for _turn in range(number):
            page = ResourcePageFactory(parent=resources, cover=ImageFactory())
            file = document(f"{page.pk}")
            other = ResourcePageFactory(parent=resources)
            ResourceFileFactory(page=other, address="", document=file)
            first_page_image(file)
        get_html(client, resources)
        with CaptureQueriesContext(connection) as asked:
            get_html(client, resources)
        return len(asked)

    few = grown(1)
    assert grown(4) == few
    assert len(covers_on(client, resources)) == 10
    assert ResourcePage.objects.exclude(file_thumbnail=None).count() == 5
