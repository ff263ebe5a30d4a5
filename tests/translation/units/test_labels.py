"""Where a text stands: the screen and files say the same in the words of the editor's form."""

import json
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail_localize.models import TranslationSource

from home.models import ContentPage
from tests.factories import ContentPageFactory
from tests.platform import create_platform
from tests.translation.factories import create_translated_group, publish
from translation.units.labels import Place, Places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_default")]


def source_of(page: Any) -> TranslationSource:
    publish(page)
    frozen, _created = TranslationSource.update_or_create_from_instance(page)
    return frozen


def content_page() -> TranslationSource:
    body = [
        ("heading", {"text": "Uno", "level": "h2"}),
        ("rich_text", "<p>Dos</p>"),
        ("accordion", {"sections": [{"heading": "Tres", "text": "<p>Cuatro</p>"}, {"heading": "Cinco", "text": ""}]}),
    ]
    page: ContentPage = ContentPageFactory(parent=create_platform("es", "en"), body=body)
    return source_of(page)


def places_by_text(source: TranslationSource) -> dict[str, Place]:
    """The place of each text, by the text."""
    known = Places(source)
    rows = source.stringsegment_set.select_related("string", "context")
    return {row.string.data: known.of(row.context.path) for row in rows}


def test_a_field_is_its_own_group() -> None:
    source, _target = create_translated_group()
    frozen = source_of(source)
    title, slug, purpose = (Places(frozen).of(path) for path in ("title", "slug", "purpose"))
    assert (title.label, title.group, title.group_key, title.part, title.name) == (
        "Title",
        "Title",
        "title",
        "",
        "Title",
    )
    assert (title.limit, title.one_line, title.is_slug, title.field) == (255, True, False, "title")
    assert slug.is_slug
    assert slug.one_line
    assert (purpose.limit, purpose.one_line) == (None, False)
    assert title.help_text
    address = Places(frozen).of("purpose.'https://example.org/es'")  # a link in the text
    assert (address.name, address.group_key) == ("Purpose", "purpose")


def test_a_block_is_numbered_and_its_parts_are_named() -> None:
    by_text = places_by_text(content_page())
    heading, paragraph, third, fifth = (by_text[text] for text in ("Uno", "Dos", "Tres", "Cinco"))
    assert heading.group.endswith(": 1. Heading")
    assert heading.label.split(" › ")[1] == "1. Heading"
    assert heading.part == heading.label.split(" › ")[2]
    assert heading.one_line
    assert (paragraph.part, paragraph.one_line) == ("", False)
    assert paragraph.group_key != heading.group_key
    assert third.group_key == fifth.group_key, "one heading stands over a block"
    assert [place.part.split(", ")[1] for place in (third, fifth)] == ["1", "2"]
    assert all(place.label.replace(" › ", ": ", 1).replace(" › ", ", ") == place.name for place in by_text.values()
               if place.part), "files and the screen differ in punctuation alone"  # fmt: skip


@pytest.mark.parametrize("path", ["gone", "leads.x.gone", "body.gone.text", "body", "seo_title.more"])
def test_what_is_no_more_is_no_error(path: str) -> None:
    source = content_page()
    place = Places(source).of(path)
    assert place.label
    assert place.limit is None or path == "body"


def test_a_block_whose_type_is_no_more_keeps_the_name_of_its_field() -> None:
    source = content_page()
    content = json.loads(source.content_json)
    blocks = json.loads(content["body"])
    blocks[0]["type"] = "gone"
    source.content_json = json.dumps(content | {"body": json.dumps(blocks)})
    place = Places(source).of(f"body.{blocks[0]['id']}.text")
    assert (place.group, place.field, place.label) == (
        "Fields that no longer exist",
        "body",
        Places(source).of("body").label,
    )


def test_a_type_that_is_no_more_leaves_the_path() -> None:
    source = content_page()
    source.specific_content_type = ContentType(app_label="home", model="gone")
    assert source.specific_content_type.model_class() is None
    place = Places(source).of("title")
    assert (place.label, place.group) == ("title", "Fields that no longer exist")
