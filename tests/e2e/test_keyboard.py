"""Every job of a visitor is done by keyboard alone, on a wide window and at 400 % zoom, with our scripts and without."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from wagtail.models import Page

from core.forms import protection
from tests.accessibility.everything import address, everything
from tests.support.browser import OpenContext

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: A window of 1280 pixels, and the same at 400 %.
WIDTHS = (1280, 320)
#: More stops than any page has; who meets them all is trapped.
MOST_STOPS = 400

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    what: element.outerHTML.slice(0, 200), marked,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


@dataclass(frozen=True)
class Visitor:
    """Somebody with a keyboard and no mouse."""

    window: Window

    def goes_to(self, selector: str) -> None:
        """Press the tab key until it is reached, seeing at each stop where that is."""
        wanted = self.window.locator(selector).first
        for _stop in range(MOST_STOPS):
            self.window.keyboard.press("Tab")
            self.sees_where()
            if wanted.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{selector} is not reached at {self.window.url}")

    def sees_where(self) -> None:
        """The stop has a mark, and lies in the window."""
        stop = self.window.evaluate(FOCUSED)
        if stop:
            assert stop["marked"], f"no mark: {stop['what']}"
            assert stop["seen"], f"out of sight: {stop['what']}"

    def presses(self, key: str) -> None:
        self.window.keyboard.press(key)

    def loses_nothing(self) -> None:
        """What there is to read fits, and nothing has to be pushed sideways."""
        wide = self.window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{wide} pixels too wide: {self.window.url}"
        expect(self.window.locator("h1")).to_be_visible()


def go_through(visitor: Visitor, made: dict[str, Page], width: int) -> None:
    window = visitor.window
    window.goto(address(made["home"], "es"))
    visitor.presses("Tab")
    expect(window.locator(".skip-link")).to_be_focused()
    visitor.sees_where()
    visitor.presses("Enter")
    assert window.evaluate("document.activeElement.id") == "content"
    visitor.loses_nothing()

    window.goto(address(made["home"], "es"))
    if width < 800:
        visitor.goes_to(".menu-button")
        visitor.presses("Enter")
        expect(window.locator(".navigation")).to_be_visible()
        visitor.presses("Escape")
        expect(window.locator(".navigation")).to_be_hidden()
        expect(window.locator(".menu-button")).to_be_focused()
        visitor.presses("Enter")
    services = address(made["services"], "es")
    visitor.goes_to(f".navigation a[href$='{services}']")
    with window.expect_navigation():
        visitor.presses("Enter")

    visitor.loses_nothing()
    if width < 800:
        visitor.goes_to(".facets-fold > summary")
        visitor.presses("Enter")
    visitor.goes_to("#facet-country > summary")
    visitor.presses("Enter")
    visitor.goes_to("#facet-country-MX")
    visitor.presses("Space")
    if not window.url.endswith("?country=MX"):
        visitor.goes_to(".facets-apply button")
        visitor.presses("Enter")
    window.wait_for_url("**country=MX*")
    expect(window.locator(".chips li")).to_have_count(1)
    visitor.goes_to(".faceted-results .card-title a")
    with window.expect_navigation():
        visitor.presses("Enter")

    visitor.loses_nothing()
    visitor.goes_to(".ask .button")
    with window.expect_navigation():
        visitor.presses("Enter")
    visitor.loses_nothing()
    visitor.goes_to("main form [type=submit]")
    with window.expect_navigation():
        visitor.presses("Enter")
    visitor.goes_to(".form-errors a")
    visitor.presses("Enter")
    visitor.loses_nothing()
    for name, text in (
        ("name", "Ana"),
        ("email", "ana@example.org"),
        ("organisation", "UNOPS"),
        ("purpose", "Un taller"),
    ):
        if not window.locator(f"main [name={name}]").evaluate("element => element === document.activeElement"):
            visitor.goes_to(f"main [name={name}]")
        window.keyboard.type(text)
    visitor.goes_to("main [name=consent]")
    visitor.presses("Space")
    visitor.goes_to("main form [type=submit]")
    with window.expect_navigation():
        visitor.presses("Enter")
    expect(window.locator("main [role=status]")).to_be_visible()
    assert "sent=" in window.url

    window.goto(address(made["resource"], "es"))
    visitor.goes_to(".languages-button")
    visitor.presses("Enter")
    expect(window.locator("#site-languages")).to_be_visible()
    visitor.presses("Escape")
    expect(window.locator("#site-languages")).to_be_hidden()
    expect(window.locator(".languages-button")).to_be_focused()
    visitor.presses("Enter")
    visitor.goes_to("#site-languages a[hreflang=en]")
    with window.expect_navigation():
        visitor.presses("Enter")
    expect(window.locator("html")).to_have_attribute("lang", "en")
    visitor.loses_nothing()
    visitor.goes_to(".files a[href*='/files/']")
    with window.expect_download() as download:
        visitor.presses("Alt+Enter")
    assert download.value.suggested_filename

    visitor.window.goto(address(made["content"], "es"))
    stops = 0
    while visitor.window.evaluate(FOCUSED) or not stops:
        visitor.presses("Tab")
        visitor.sees_where()
        stops += 1
        assert stops < MOST_STOPS, "a trap"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_visitor_gets_everywhere_by_keyboard(
    open_context: OpenContext,
    console_errors: list[str],
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    scripts: bool,
) -> None:
    monkeypatch.setattr(protection, "LEAST_SECONDS", 0)  # a person would need them
    made = everything()
    context = open_context(
        viewport={"width": width, "height": 256 if width < 800 else 900}, locale="es", reduced_motion="reduce"
    )
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    go_through(Visitor(context.new_page()), made, width)
    meant = ("status of 422", "net::ERR_FAILED")
    console_errors[:] = [said for said in console_errors if not any(each in said for each in meant)]
