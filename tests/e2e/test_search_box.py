"""Pages are suggested while somebody types: in the box of every page's header and in the home page's, by keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

from home.models import HomePage
from tests.factories import ContentPageFactory
from tests.platform import create_platform
from tests.support.browser import OpenContext

pytestmark = [pytest.mark.e2e, pytest.mark.indexed, pytest.mark.django_db(transaction=True)]

TITLES = ["Agua", "Agua limpia", "Agua segura"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 375, "height": 667}


@pytest.fixture
def home() -> HomePage:
    """A home page with three pages about water."""
    source = create_platform("es", "en")
    for number, title in enumerate(TITLES):
        ContentPageFactory(parent=source, title=title, slug=f"agua-{number}")
    return source


def type_query(window: Page, box: str, words: str = "agua") -> tuple[Locator, Locator]:
    """The field and what is suggested, once something was typed into it."""
    field = window.locator(box)
    field.press_sequentially(words)
    options = window.locator(f"form:has({box}) [role=option]")
    expect(options).to_have_count(len(TITLES))
    return field, options


def active_option(window: Page, field: Locator, options: Locator) -> int | None:
    """The place of the option that the field points at, which alone is marked."""
    marked = [place for place, each in enumerate(options.all()) if each.get_attribute("aria-selected") == "true"]
    pointed = field.get_attribute("aria-activedescendant")
    assert [options.nth(place).get_attribute("id") for place in marked] == ([pointed] if pointed else [])
    return marked[0] if marked else None


@pytest.mark.parametrize(
    ("address", "box"),
    [("/es/", "#site-search"), ("/es/", "#search"), ("/es/agua-0/", "#site-search"), ("/es/buscar/", "#search")],
)
def test_each_box_suggests_pages(open_context: OpenContext, home: HomePage, address: str, box: str) -> None:
    window = open_context(locale="es", viewport=WIDE).new_page()
    window.goto(address)
    expect(window.locator("search [role=search]")).to_have_count(0)  # it is a landmark by itself
    field, options = type_query(window, box)
    expect(field).to_have_attribute("aria-expanded", "true")
    assert sorted(option.evaluate("each => each.firstChild.textContent") for option in options.all()) == TITLES
    options.nth(1).click()
    expect(window.locator("h1")).to_contain_text("Agua")


def test_what_is_suggested_at_the_lower_edge_is_brought_into_view(open_context: OpenContext, home: HomePage) -> None:
    window = open_context(locale="es", viewport={"width": 1280, "height": 360}).new_page()
    window.goto("/es/")
    _field, options = type_query(window, "#search")
    expect(options.last).to_be_in_viewport(ratio=1)


def test_arrows_go_round_and_enter_goes_to_the_page(page: Page, home: HomePage) -> None:
    page.goto("/es/")
    field, options = type_query(page, "#site-search")
    last = len(TITLES) - 1
    places = [active_option(page, field, options)]
    for key in ("ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
        places.append(active_option(page, field, options))
    assert places == [None, 0, None, last, None, 0, 1]
    expect(field).to_have_value("agua")
    url = str(options.nth(1).get_attribute("data-url"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{url}")


def test_enter_sends_what_was_typed_where_nothing_is_chosen(page: Page, home: HomePage) -> None:
    page.goto("/es/")
    type_query(page, "#site-search")
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/buscar/?q=agua")


def test_escape_closes_and_typing_opens_again(page: Page, home: HomePage) -> None:
    page.goto("/es/")
    field, options = type_query(page, "#search")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("agua")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.type(" ")
    expect(options.first).to_be_visible()


def test_tab_leaves_for_the_button(page: Page, home: HomePage) -> None:
    page.goto("/es/")
    field, options = type_query(page, "#search")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator("main .search button")).to_be_focused()
    expect(options.first).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    assert page.url.endswith("/es/")


def test_in_the_menu_of_a_telephone_all_of_them_can_be_seen(open_context: OpenContext, home: HomePage) -> None:
    window = open_context(locale="es", viewport=NARROW).new_page()
    window.goto("/es/agua-0/")
    window.locator(".menu-button").click()
    _field, options = type_query(window, "#site-search")
    for option in options.all():
        window.keyboard.press("ArrowDown")
        expect(option).to_be_in_viewport(ratio=1)
    assert window.locator("#site-menu").evaluate("menu => menu.scrollWidth <= menu.clientWidth")
    window.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(window.locator("#site-search")).to_be_visible()
