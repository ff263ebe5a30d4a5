"""A page of every type, empty and full to its limits: public, in the editor, for the translators, right to left.

The types are found by walking the models, so that a new one is covered unasked.
"""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.models import TranslationSource

from core.base.fields import CodesField
from core.base.models import BasePage
from core.blocks.body_blocks import BODY_BLOCKS
from devtools.styleguide.filling import refill
from groups.models import SDGPage
from tests.platform import create_platform
from tests.support import marked_translation
from tests.translation import editor_screen
from tests.translation.test_round_trip import Workshop, create_pool, get_html, publish_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAGE_TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]


def unbreakable_word(limit: int | None) -> str:
    """One word, as long as there is room."""
    return "Verwaltungsvorschriftenverzeichnisaktualisierung"[: limit or None].ljust(min(limit or 240, 240), "x")


class Full(Workshop):
    """Builds pages with every text at its limit and every list full."""

    def __init__(self, pool: dict[str, Any]) -> None:
        self.pool, self.inside = pool, set()

    def field(self, name: str, field: Any, *, translates: bool) -> Any:
        """A long text; facts as they agree with each other."""
        if not translates or isinstance(field, CodesField | models.ForeignKey) or name == "slug":
            return super().field(name, field, translates=translates)
        if isinstance(field, StreamField):
            return full_stream(field)
        text = unbreakable_word(getattr(field, "max_length", None))
        return f"<p>{text}</p>" if isinstance(field, RichTextField) else text


def full_stream(field: StreamField) -> list[dict[str, Any]]:
    """Every block of a stream once, crowded; of a body a few, whose blocks have a test of their own."""
    blocks = field.stream_block.child_blocks
    if blocks.keys() == dict(BODY_BLOCKS).keys():
        blocks = {name: blocks[name] for name in ("heading", "rich_text", "table")}
    previews = {
        name: block.get_prep_value(block.get_preview_value() if block.is_previewable else block.get_default())
        for name, block in blocks.items()
    }
    raw = [{"type": name, "value": preview} for name, preview in previews.items()]
    filled: list[dict[str, Any]] = refill(field.stream_block, raw, unbreakable_word, crowded=True)
    return filled


@pytest.fixture
def pool() -> dict[str, Any]:
    found = create_pool()
    create_platform("es", "en", "ar")
    return found


def is_edited(page: Page, client: Client) -> str:
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_full_to_its_limits_in_each_direction(
    model: type[BasePage], pool: dict[str, Any], admin_client: Client
) -> None:
    source = publish_page(Full(pool).make(model), pool)
    assert "None" not in marked_translation.main_element(get_html(source)).get_text(" ").split()
    target = marked_translation.publish_translation(source, Locale.objects.get(language_code="ar"))
    html = BeautifulSoup(get_html(target), "html.parser").html
    assert html is not None
    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    assert editor_screen.parse_screen(is_edited(target, admin_client)).units


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_an_empty_draft(model: type[BasePage], pool: dict[str, Any], admin_client: Client) -> None:
    page: Any = model(title="Vacía", **({"number": 1} if model is SDGPage else {}))
    if not model.can_create_at(pool["parents"].get(model, pool["home"])):
        page = model.objects.filter(locale=pool["home"].locale).first() or page
    if page.pk is None:
        parent = Page.objects.get(pk=pool["parents"].get(model, pool["home"]).pk)
        page.live = False
        parent.add_child(instance=page)
    page.save_revision(clean=False)
    is_edited(page, admin_client)
    preview = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert preview.status_code == 200
    assert "None" not in marked_translation.main_element(preview.content.decode()).get_text(" ").split()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    assert {segment.context.path for segment in source.stringsegment_set.all()} <= {"title", "slug"}
