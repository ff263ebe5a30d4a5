"""Nothing runs out of the window: not on the smallest telephone, in either direction, not in the style guide."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.blocks.body_blocks import BODY_BLOCKS
from devtools.styleguide.filling import long_words, refill
from home.models import HomePage
from tests.factories import (
    ContentPageFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.platform import create_platform
from tests.resources.factories import EventPageFactory, NewsIndexPageFactory, NewsPageFactory, ResourcePageFactory
from tests.support.browser import OpenContext
from tests.support.public_pages import create_translation

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORD = "Verwaltungsvorschriftenverzeichnisaktualisierung"


def long_body() -> list[dict[str, Any]]:
    """Every block that takes texts, with words that cannot be broken."""
    blocks = dict(BODY_BLOCKS)
    names = ("heading", "rich_text", "quote", "key_figures", "accordion", "call_to_action", "table", "timeline")
    return [
        {
            "type": name,
            "value": refill(blocks[name], blocks[name].get_prep_value(blocks[name].get_preview_value()), long_words),
        }
        for name in names
    ]


def create_long_pages(home: HomePage) -> list[str]:
    """A page of each of the main types with long words in it, and its address."""
    groups = WorkingGroupIndexPageFactory(parent=home)
    goals = SDGIndexPageFactory(parent=home)
    services = ServiceIndexPageFactory(parent=home)
    news = NewsIndexPageFactory(parent=home)
    made: list[Any] = [
        home,
        groups,
        goals,
        news,
        ContentPageFactory(parent=home, title=WORD, body=long_body()),
        WorkingGroupPageFactory(parent=groups, title=WORD, acronym=WORD[:40], summary=WORD, goals=[5, 12]),
        SDGPageFactory(parent=goals, number=12),
        ServicePageFactory(parent=services, title=WORD, summary=WORD, goals=[12]),
        NewsPageFactory(parent=news, title=WORD, summary=WORD),
        ResourcePageFactory(parent=groups.get_children().first(), title=WORD),
        EventPageFactory(parent=groups.get_children().first(), title=f"{WORD}en", city=WORD),
    ]
    return [*(page.url for page in made), f"{groups.url}organigrama/", "/es/buscar/?q=word", "/es/nothing/"]


def overflow(window: Page) -> int:
    """By how many pixels the page is wider than the window, on either side."""
    return window.evaluate(
        """() => Math.max(0, ...[...document.querySelectorAll("body *")]
            .filter(part => !part.closest(".table-scroll, .visually-hidden, .search-compact label, svg, [popover]"))
            .map(part => part.getBoundingClientRect())
            .map(box => Math.max(Math.ceil(box.right) - innerWidth, Math.ceil(-box.left))),
            document.documentElement.scrollWidth - innerWidth)"""
    )


def test_no_page_is_wider_than_the_smallest_window(open_context: OpenContext, console_errors: list[str]) -> None:
    home = create_platform("es", "ar")
    addresses = create_long_pages(home)
    create_translation(ContentPageFactory(parent=home, title=WORD, body=long_body(), slug="larga"), "ar", WORD, "long")
    window = open_context(viewport={"width": 320, "height": 700}).new_page()
    wide = {}
    for address in [*addresses, "/ar/", "/ar/long/"]:
        window.goto(address)
        expect(window.locator("h1")).to_have_count(1)
        if more := overflow(window):
            wide[address] = more
    assert not wide
    console_errors[:] = [error for error in console_errors if "404" not in error]  # one of them is not there


@pytest.mark.parametrize("width", [320, 1280])
def test_the_style_guide_fits_its_window(open_context: OpenContext, settings: Any, width: int) -> None:
    settings.DEBUG = True
    create_platform("es", "en")
    window = open_context(viewport={"width": width, "height": 900}).new_page()
    window.goto("/styleguide/")
    assert overflow(window) == 0


def test_the_menu_opens_and_closes_without_scripts(open_context: OpenContext) -> None:
    home = create_platform("es", "en")
    WorkingGroupIndexPageFactory(parent=home, title="Grupos", show_in_menus=True)
    window = open_context(java_script_enabled=False, viewport={"width": 320, "height": 700}).new_page()
    window.goto("/es/")
    link = window.locator(".navigation a", has_text="Grupos")
    expect(link).to_be_hidden()
    window.locator(".menu-button").press("Enter")
    expect(link).to_be_visible()
    window.keyboard.press("Escape")
    expect(link).to_be_hidden()
    window.locator(".menu-button").click()
    window.locator(".menu-close").click()
    expect(link).to_be_hidden()
    window.locator(".languages-button").press("Enter")
    expect(window.locator(".languages a[hreflang=en]")).to_be_visible()
    window.set_viewport_size({"width": 1280, "height": 800})
    expect(link).to_be_visible()
    expect(window.locator(".menu-button")).to_be_hidden()
