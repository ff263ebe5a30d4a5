"""Every block that a model offers, in every state and place: public, in the editor, for the translators.

The blocks are found by walking the models (``registered``), so that a new one is covered unasked.
"""

import copy
from collections.abc import Callable
from html import unescape
from typing import Any
from unittest.mock import Mock

import pytest
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import format_html_join
from wagtail import blocks
from wagtail.blocks import BlockWidget
from wagtail.models import Locale
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue

from core.blocks.base import ItemsBlock, PlatformStructBlock, extract, restore
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from devtools.styleguide.blocks import registered_blocks
from devtools.styleguide.filling import arabic, long_words, refill, to_the_limit
from home.models import ContentPage
from tests.core.blocks.test_blocks import null_value
from tests.platform import create_platform

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

BLOCKS = registered_blocks()
#: These can stand anywhere; the others only where their page type has them.
IN_BODIES = dict(BODY_BLOCKS)


class Pair(PlatformStructBlock):
    """A block in a struct."""

    translated = ("inner",)

    def render_basic(self, value: blocks.StructValue, context: dict[str, Any] | None = None) -> str:
        """What is in it."""
        return format_html_join("", "{}", ((child.render(context),) for child in value.bound_blocks.values()))


def _alone(block: blocks.Block, raw: Any) -> tuple[blocks.Block, Any]:
    return block, raw


def _in_a_list(block: blocks.Block, raw: Any) -> tuple[blocks.Block, Any]:
    return ItemsBlock(block), [_item("item", raw, 1), _item("item", raw, 2)]


def _in_a_struct(block: blocks.Block, raw: Any) -> tuple[blocks.Block, Any]:
    return Pair([("inner", block)]), {"inner": raw}


def _in_a_stream(block: blocks.Block, raw: Any) -> tuple[blocks.Block, Any]:
    return Pair([("inner", BodyBlock([("deep", block)]))]), {"inner": [_item("deep", raw, 1)]}


def _item(kind: str, raw: Any, number: int) -> dict[str, Any]:
    return {"type": kind, "value": raw, "id": f"0f1e2d3c-4b5a-4697-8879-a0b1c2d3e4{number:02}"}


PLACES = [_alone, _in_a_list, _in_a_struct, _in_a_stream]


def _nothing(block: blocks.Block) -> Any:
    if isinstance(block, blocks.StructBlock):
        return {}
    if isinstance(block, blocks.ListBlock | blocks.StreamBlock):
        return []
    return None


def _blank(block: blocks.Block) -> Any:
    """Spaces in every text, as an editor leaves them behind."""
    return refill(block, _preview(block), lambda _limit: "  ")


def _preview(block: blocks.Block) -> Any:
    return block.get_prep_value(block.get_preview_value() if block.is_previewable else block.get_default())


STATES: dict[str, Callable[[blocks.Block], Any]] = {
    "nothing": _nothing,
    "nulls": null_value,
    "blank": _blank,
    "as it comes": _preview,
    "at its limits": lambda block: refill(block, _preview(block), to_the_limit, crowded=True),
    "long words": lambda block: refill(block, _preview(block), long_words),
    "right to left": lambda block: refill(block, _preview(block), arabic),
}
EMPTY = {"nothing", "nulls", "blank"}
#: The states in which a block is put into others, too.
NESTED = {"nothing", "nulls", "at its limits"}


@pytest.fixture
def surroundings() -> dict[str, Any]:
    """What a page tells its body."""
    home = create_platform("es", "en", "ar")
    request = RequestFactory().get("/")
    request.user = Mock(is_authenticated=False)
    page = ContentPage(title="Estados", slug="estados", locale=home.locale)
    return {"request": request, "page": page, "level": 2}


@pytest.mark.parametrize("name", BLOCKS)
def test_every_state_in_every_place(name: str, surroundings: dict[str, Any]) -> None:
    for state, fill in STATES.items():
        tag = "ar" if state == "right to left" else "es"
        surroundings["page"].locale = Locale.objects.get(language_code=tag)
        with translation.override(tag):
            raw = fill(BLOCKS[name])
            for place in PLACES if name in IN_BODIES and state in NESTED else PLACES[:1]:
                block, stored = place(copy.deepcopy(BLOCKS[name]), raw)
                body = BodyBlock([(name, block)])
                held = body.to_python([_item(name, stored, 9)])
                told = f"{name}, {state}, {place.__name__}"
                _is_read(body, held, surroundings, told)
                _is_edited(body, held, told)
                _is_translated(body, held, state, told)


def _is_read(body: BodyBlock, value: Any, context: dict[str, Any], told: str) -> None:
    html = body.render(value, context)
    assert "None" not in unescape(html).replace('"', " ").split(), told


def _is_edited(body: BodyBlock, value: Any, told: str) -> None:
    form = BlockWidget(body).render("body", value)
    assert "data-block" in form, told


def _is_translated(body: BodyBlock, value: Any, state: str, told: str) -> None:
    """No text is found where there is none; each put back as it was, the value is the same."""
    segments = [segment for segment in extract(body, value) if not isinstance(segment, OverridableSegmentValue)]
    if state in EMPTY:
        assert [segment for segment in segments if isinstance(segment, StringSegmentValue)] == [], told
        return
    before = body.get_prep_value(value)
    assert body.get_prep_value(restore(body, value, segments)) == before, told
