"""What each block offers an editor, refuses, and shows a visitor."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource

from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.fields import BodyField
from core.blocks.objectives import ObjectiveBlock
from home.models import ContentPage
from tests.platform import create_platform
from tests.support import marked_translation

BLOCKS: dict[str, blocks.Block] = {**dict(BODY_BLOCKS), "objective": ObjectiveBlock()}
IDENTIFIER = "0f1e2d3c-4b5a-4697-8879-a0b1c2d3e4f5"


def block_errors(block: blocks.Block, value: dict[str, Any], *, draft: bool = False) -> dict[str, Any]:
    """What a block says of a value, by child; in Spanish. Empty if it takes it."""
    if draft:
        block.defer_required_validation()
    try:
        with translation.override("es"):
            block.clean(block.to_python(value))
    except StructBlockValidationError as error:
        return error.as_json_data()["blockErrors"]
    finally:
        if draft:
            block.restore_deferred_validation()
    return {}


def null_value(block: blocks.Block) -> Any:
    """A value in which every child was stored as ``null``."""
    return dict.fromkeys(block.child_blocks) if isinstance(block, blocks.StructBlock) else None


@pytest.mark.one_database
@pytest.mark.parametrize("name", BLOCKS)
def test_the_picker_can_show_each_block(name: str) -> None:
    block = BLOCKS[name]
    assert block.is_previewable
    for text in (block.label, block.get_description(), block.meta.group, block.meta.icon):
        assert str(text)
    assert "\n" not in str(block.get_description())


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, _block in BODY_BLOCKS])
def test_each_preview_is_a_page_of_its_own(name: str, admin_client: Client) -> None:
    create_platform("es", "en")
    block = ContentPage._meta.get_field("body").stream_block.child_blocks[name]
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("link[href*='css/blocks']")
    if name not in {
        "image",
        "documents",
        "entities",
        "people",
    }:  # these show what the platform holds, and it holds nothing yet
        assert page.main is not None
        assert page.main.get_text(strip=True)


@pytest.mark.django_db
@pytest.mark.parametrize("empty", ["none", "nothing", "nulls"])
def test_an_empty_block_is_published_and_translated_without_a_crash(empty: str) -> None:
    made: dict[str, Any] = {"none": lambda _block: None, "nulls": null_value, "nothing": _nothing}
    body = [
        {"type": name, "value": made[empty](block), "id": f"{IDENTIFIER[:-2]}{number:02}"}
        for number, (name, block) in enumerate(BODY_BLOCKS)
    ]
    home = create_platform("es", "en")
    page = home.add_child(instance=ContentPage(title="Vacía", slug="vacia", body=body))
    page.save_revision().publish()
    target = marked_translation.publish_translation(page, Locale.objects.get(language_code="en"))
    paths = StringSegment.objects.filter(source__object=page.translation_key).values_list("context__path", flat=True)
    assert {path for path in paths if path.startswith("body")} == set()
    for shown in (page, target):
        response = Client().get(shown.url)
        assert response.status_code == 200
        assert "None" not in marked_translation.main_element(response.content.decode()).get_text()


def _nothing(block: blocks.Block) -> Any:
    if isinstance(block, blocks.StructBlock):
        return {}
    return "" if isinstance(block, blocks.RichTextBlock) else None


@pytest.mark.parametrize("value", [[None, None], None, []])
def test_a_list_of_lists_stored_as_null_is_empty(value: Any) -> None:
    table = dict(BODY_BLOCKS)["table"]
    read = table.to_python({"caption": None, "header": value, "rows": value})
    assert table.get_translatable_segments(read) == []
    assert "None" not in table.render(read)


@pytest.mark.one_database
@pytest.mark.parametrize("header", [[], [""], ["  "], ["Año", ""]])
def test_a_table_without_header_is_refused_at_the_header(header: list[str]) -> None:
    errors = block_errors(BLOCKS["table"], {"caption": "Cifras", "header": header, "rows": [["1"]]})
    assert list(errors) == ["header"]
    assert re.search("necesario|obligatorio|mínimo", str(errors["header"]))


@pytest.mark.one_database
def test_a_row_longer_than_the_header_is_refused_at_the_row() -> None:
    value = {"caption": "Cifras", "header": ["Año"], "rows": [["1"], ["1", "2"]]}
    errors = block_errors(BLOCKS["table"], value)
    assert list(errors["rows"]["blockErrors"]) == [1]
    assert block_errors(BLOCKS["table"], value, draft=True)


@pytest.mark.one_database
@pytest.mark.django_db
def test_alternative_text_unless_decorative(image: Any) -> None:
    block = BLOCKS["image"]
    assert list(block_errors(block, {"image": image.pk, "alt": "  "})) == ["alt"]
    assert block_errors(block, {"image": image.pk, "alt": ""}, draft=True) == {}
    assert block_errors(block, {"image": image.pk, "alt": "Un mapa"}) == {}
    assert block_errors(block, {"image": image.pk, "decorative": True}) == {}
    assert list(block_errors(block, {"image": image.pk, "alt": "Un mapa", "decorative": True})) == ["alt"]
    assert 'alt=""' in block.render(block.to_python({"image": image.pk, "decorative": True, "alt": "left over"}))


@pytest.mark.django_db
def test_a_call_to_action_has_exactly_one_target() -> None:
    block, home = BLOCKS["call_to_action"], create_platform("es")
    texts = {"heading": "¿Apoyo?", "label": "Pedir apoyo"}
    assert list(block_errors(block, texts)) == ["page"]
    assert block_errors(block, texts, draft=True) == {}
    assert block_errors(block, texts | {"url": "https://example.org/"}) == {}
    assert block_errors(block, texts | {"page": home.pk}) == {}
    assert list(block_errors(block, texts | {"page": home.pk, "url": "https://example.org/"})) == ["url"]
    assert list(block_errors(block, texts | {"page": home.pk, "url": "https://example.org/"}, draft=True)) == ["url"]
    assert list(block_errors(block, texts | {"url": "not an address"})) == ["url"]


def test_a_date_or_a_time_in_words() -> None:
    def at_event(**event: Any) -> list[str]:
        errors = block_errors(BLOCKS["timeline"], {"events": [{"title": "Nace el grupo", **event}]})
        return list(errors["events"]["blockErrors"][0]["blockErrors"]) if errors else []

    assert at_event() == ["date"]
    assert at_event(date="2026-05-04") == []
    assert at_event(date_text="mayo de 2026") == []
    assert at_event(date="2026-05-04", date_text="mayo de 2026") == ["date_text"]


def test_all_messages_of_a_block_come_at_once() -> None:
    errors = block_errors(BLOCKS["call_to_action"], {"heading": "", "label": ""})
    assert set(errors) == {"heading", "label", "page"}


def heading(text: str, level: str = "h2", identifier: str = IDENTIFIER) -> dict[str, Any]:
    return {"type": "heading", "value": {"text": text, "level": level}, "id": identifier}


def test_a_heading_keeps_its_address_when_its_words_change() -> None:
    body = BodyBlock([("heading", type(BLOCKS["heading"])()), ("toc", type(BLOCKS["table_of_contents"])())])

    def addresses(text: str) -> tuple[str, str]:
        html = body.render(body.to_python([{"type": "toc", "value": None}, heading(text, "h3")]))
        page = BeautifulSoup(html, "html.parser")
        assert page.h3 is not None
        assert page.a is not None
        return str(page.h3["id"]), str(page.a["href"])

    anchor, link = addresses("Qué hacemos")
    assert link == f"#{anchor}"
    assert addresses("What we do") == (anchor, link)


@pytest.mark.one_database
def test_two_headings_of_the_same_words_have_two_addresses() -> None:
    body = BodyBlock([("heading", type(BLOCKS["heading"])())])
    html = body.render(body.to_python([heading("Metas"), heading("Metas", identifier=IDENTIFIER[::-1])]))
    assert len(set(re.findall('id="([^"]+)"', html))) == 2


@pytest.mark.one_database
def test_a_heading_inside_a_block_stands_below_the_one_above_it() -> None:
    kinds = [("heading", type(BLOCKS["heading"])()), ("call", type(BLOCKS["call_to_action"])())]
    call = {"type": "call", "value": {"heading": "¿Apoyo?", "label": "Sí", "url": "https://example.org/"}}
    body = BodyBlock(kinds)
    html = body.render(body.to_python([call, heading("Metas", "h3"), call]))
    assert re.findall("<h([1-6])", html) == ["2", "3", "4"]


def test_a_number_is_written_as_each_language_writes_it() -> None:
    block = BLOCKS["key_figures"]
    value = block.to_python({"figures": [{"value": "1234567.50", "label": "personas", "year": 2026}]})
    shown = {}
    for tag in ("es", "en"):
        with translation.override(tag):
            shown[tag] = BeautifulSoup(block.render(value), "html.parser")
    assert shown["en"].data.get_text() == "1,234,567.5"
    assert shown["es"].data.get_text() in {"1.234.567,5", "1\xa0234\xa0567,5"}
    assert "2026" in shown["es"].get_text()


class Deep(PlatformStructBlock):
    stream = blocks.StreamBlock([("rows", ItemsBlock(ItemsBlock(blocks.CharBlock())))])

    translated = ("stream",)


def test_list_items_get_identifiers_at_every_depth_even_from_raw_data() -> None:
    field = BodyField([("deep", Deep())])
    field.set_attributes_from_name("body")
    raw = [{"type": "deep", "value": {"stream": [{"type": "rows", "value": [["one", "two"], ["three"]]}]}}]
    stored = field.get_prep_value(field.to_python(raw))
    rows = stored[0]["value"]["stream"][0]["value"]
    identifiers = [row["id"] for row in rows] + [cell["id"] for row in rows for cell in row["value"]]
    assert len(set(identifiers)) == 5
    assert field.get_prep_value(field.to_python(stored)) == stored


@pytest.fixture
def image(db: None) -> Any:
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    return get_image_model().objects.create(title="Mapa", file=get_test_image_file(size=(20, 10)))


@pytest.mark.one_database
@pytest.mark.django_db
def test_the_admin_says_in_spanish_at_the_header_what_is_missing_and_loses_nothing(admin_client: Client) -> None:
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    home = create_platform("es")
    table = {
        "caption": "Solicitudes",
        "header": _items([""]),
        "rows": _items([_items(["celda escrita"])]),
        "row_headers": "",
    }
    data = nested_form_data({"title": "Tabla", "slug": "tabla", "body": streamfield([("table", table)])})
    data |= {"action-publish": "1", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home.pk])
    response = admin_client.post(address, data)
    assert response.status_code == 200
    html = response.content.decode()
    assert "celda escrita" in html
    assert re.search("Este campo es (necesario|obligatorio|requerido)", html)
    assert not ContentPage.objects.filter(slug="tabla").exists()


def _items(values: list[Any]) -> dict[str, Any]:
    items: dict[str, Any] = {"count": str(len(values))}
    for number, value in enumerate(values):
        items[str(number)] = {"value": value, "deleted": "", "order": str(number), "type": "item", "id": ""}
    return items


@pytest.mark.django_db
def test_the_source_of_a_translation_keeps_the_same_item_identifiers() -> None:
    body = [{"type": "objective", "value": {"text": "<p>Uno</p>", "parts": ["a", "b"]}}]
    field = BodyField([("objective", ObjectiveBlock())])
    field.set_attributes_from_name("body")
    stored = field.get_prep_value(field.to_python(body))
    block = field.stream_block.child_blocks["objective"]
    segments = block.get_translatable_segments(field.to_python(stored)[0].value)
    parts = [segment.path for segment in segments if segment.path.startswith("parts")]
    assert parts == [f"parts.{item['id']}" for item in stored[0]["value"]["parts"]]
    assert not TranslationSource.objects.exists()
