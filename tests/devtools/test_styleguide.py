"""The page that shows everything pages are made of, in development and nowhere else."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.test import Client
from wagtail import blocks

from core.blocks.body_blocks import BODY_BLOCKS
from devtools.styleguide import components
from devtools.styleguide.blocks import registered_blocks
from devtools.styleguide.filling import arabic, long_words, refill, to_the_limit
from tests.core.blocks.test_blocks import block_errors
from tests.factories import (
    EntityFactory,
    ImageFactory,
    PersonFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.platform import create_platform

ADDRESS = "/styleguide/"
STATES = [
    "As it comes",
    "Empty",
    "At its limits",
    "Long words",
    "From right to left",
    "For readers of another language",
]


@pytest.fixture
def guide(db: None, settings: Any) -> BeautifulSoup:
    """The page of a platform that has something to choose."""
    home = create_platform("es", "en")
    WorkingGroupPageFactory(parent=WorkingGroupIndexPageFactory(parent=home))
    for made in (ImageFactory, EntityFactory, PersonFactory):
        made()
    settings.DEBUG = True
    response = Client().get(ADDRESS)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    return BeautifulSoup(response.content, "html.parser")


def exhibit(guide: BeautifulSoup, kind: str, name: str) -> Tag:
    found = guide.find("section", id=f"{kind}-{name}")
    assert isinstance(found, Tag), f"{name} is not on the page"
    return found


@pytest.mark.one_database
@pytest.mark.django_db
def test_it_exists_in_development_only() -> None:
    create_platform("es")
    assert Client().get(ADDRESS).status_code == 404
    assert ADDRESS not in Client().get("/sitemap-es.xml").content.decode()


@pytest.mark.one_database
def test_every_component_and_block_is_on_it_in_every_state(guide: BeautifulSoup) -> None:
    templates = {path.stem for path in Path(settings.BASE_DIR, "site/templates/components").glob("*.html")}
    assert templates == set(components.names())
    for name in templates:
        assert len(exhibit(guide, "component", name).select(".exhibit-frame")) >= 2
    for name in registered_blocks():
        labels = [tag.get_text() for tag in exhibit(guide, "block", name).select(".exhibit-state")]
        assert labels == STATES


def test_every_block_of_a_body_is_registered_by_being_in_a_model() -> None:
    assert {name for name, _block in BODY_BLOCKS} <= registered_blocks().keys()


@pytest.mark.one_database
def test_every_component_has_a_sample_that_shows_something(guide: BeautifulSoup) -> None:
    missing = set(components.names()) - components.samples().keys()
    assert not missing, f"Give a sample in devtools/styleguide/components.py for {', '.join(sorted(missing))}"
    for name in components.names():
        first = exhibit(guide, "component", name).select_one(".exhibit-frame")
        assert first is not None
        assert first.get_text(strip=True) or first.select("input"), name


@pytest.mark.one_database
def test_what_is_from_right_to_left_says_so(guide: BeautifulSoup) -> None:
    for name in registered_blocks():
        frame = exhibit(guide, "block", name).select_one('.exhibit-frame[dir="rtl"]')
        assert frame is not None
        assert frame["lang"] == "ar"
    assert "تعمل" in exhibit(guide, "block", "quote").get_text()


@pytest.mark.one_database
def test_every_first_state_is_seen_in_light_and_in_dark(guide: BeautifulSoup) -> None:
    shown = set(components.names()) - components.INVISIBLE
    for kind, names in (("component", shown), ("block", registered_blocks())):
        for name in names:
            light, dark = exhibit(guide, kind, name).select_one(".exhibit-schemes").select(".exhibit-frame")
            assert "exhibit-light" in light["class"]
            assert "exhibit-dark" in dark["class"]
            assert light.decode_contents() == dark.decode_contents()


@pytest.mark.one_database
def test_nothing_is_shown_that_nobody_wrote(guide: BeautifulSoup) -> None:
    for frame in guide.select(".exhibit-frame"):
        assert "None" not in frame.get_text(" ").split()
    assert len(guide.select("html > body > main > h1")) == 1


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, _block in BODY_BLOCKS])
def test_a_block_filled_to_its_limits_is_accepted_and_shown(name: str) -> None:
    create_platform("es", "en")
    block = dict(BODY_BLOCKS)[name]
    raw = block.get_prep_value(block.get_preview_value())
    for text in (to_the_limit, long_words, arabic):
        value = refill(block, raw, text, crowded=text is to_the_limit)
        if isinstance(block, blocks.StructBlock):
            assert set(_texts_refused(block_errors(block, value, draft=True))) == set()
        assert "None" not in block.render(block.to_python(value)).split()


def _texts_refused(errors: Any) -> list[str]:
    """The messages that say that a text or a list is too long."""
    return [message for message in str(errors).split("'") if "como máximo" in message or "más de" in message]
