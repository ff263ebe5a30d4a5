"""Each job of a visitor is done by keyboard alone: on a wide window and at 400 % zoom, with our scripts and without."""

from dataclasses import dataclass

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from wagtail.models import Page

from core.documents.models import PlatformDocument
from core.visitor_forms import protection
from resources.models import ResourcePage
from tests.accessibility.full_platform import create_full_platform, page_url
from tests.resources.factories import ResourceFileFactory
from tests.support.browser import OpenContext
from tests.support.databases import DatabaseFill

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: A window of 1280 pixels, and the same at 400 %.
WIDTHS = (1280, 320)
#: Below so many pixels the menu and the facets are folded away.
NARROW = 800
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
    scripts: bool

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

    def follows(self, selector: str) -> None:
        """Go to a link or button, and by it to another page that fits its window."""
        self.goes_to(selector)
        with self.window.expect_navigation():
            self.presses("Enter")
        self.loses_nothing()

    def presses(self, key: str) -> None:
        self.window.keyboard.press(key)

    def loses_nothing(self) -> None:
        """What there is to read fits, and nothing has to be pushed sideways."""
        wide = self.window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{wide} pixels too wide: {self.window.url}"
        expect(self.window.locator("h1")).to_be_visible()


def add_a_file(resource: Page) -> None:
    """A table, which browsers save, for the English readers of a resource."""
    english = ResourcePage.objects.get(translation_key=resource.translation_key, locale__language_code="en")
    table = PlatformDocument.objects.create(title="Figures", file=ContentFile(b"a,b\n1,2\n", name="figures.csv"))
    ResourceFileFactory(page=english, language="en", document=table, address="")


def skips_to_the_content(visitor: Visitor, made: dict[str, Page]) -> None:
    window = visitor.window
    window.goto(page_url(made["home"], "es"))
    visitor.presses("Tab")
    expect(window.locator(".skip-link")).to_be_focused()
    visitor.sees_where()
    visitor.presses("Enter")
    assert window.evaluate("document.activeElement.id") == "content"
    visitor.loses_nothing()


def opens_the_menu(visitor: Visitor, made: dict[str, Page], narrow: bool) -> None:
    window = visitor.window
    window.goto(page_url(made["home"], "es"))
    if narrow:
        visitor.goes_to(".menu-button")
        visitor.presses("Enter")
        expect(window.locator(".navigation")).to_be_visible()
        visitor.presses("Escape")
        expect(window.locator(".navigation")).to_be_hidden()
        expect(window.locator(".menu-button")).to_be_focused()
        visitor.presses("Enter")
    visitor.follows(f".navigation a[href$='{page_url(made['services'], 'es')}']")


def narrows_the_list(visitor: Visitor, narrow: bool) -> None:
    window = visitor.window
    if narrow:
        visitor.goes_to(".facets-fold > summary")
        visitor.presses("Enter")
    visitor.goes_to("#facet-country > summary")
    visitor.presses("Enter")
    visitor.goes_to("#facet-country-MX")
    visitor.presses("Space")
    if visitor.scripts:
        expect(window.locator("#facet-country-MX")).to_be_focused()
    else:
        visitor.follows(".facets-apply button")
    expect(window.locator(".chips li")).to_have_count(1)
    assert "country=MX" in window.url


def asks_for_the_service(visitor: Visitor) -> None:
    window = visitor.window
    visitor.follows(".faceted-results .card-title a")
    visitor.follows(".ask .button")
    visitor.follows("main form [type=submit]")
    visitor.goes_to(".form-errors a")
    visitor.presses("Enter")
    expect(window.locator("main [name=name]")).to_be_focused()
    window.keyboard.type("Ana")
    for name, text in (("email", "ana@example.org"), ("organisation", "UNOPS"), ("purpose", "Un taller")):
        visitor.goes_to(f"main [name={name}]")
        window.keyboard.type(text)
    visitor.goes_to("main [name=consent]")
    visitor.presses("Space")
    visitor.follows("main form [type=submit]")
    expect(window.locator("main [role=status]")).to_be_visible()
    assert "sent=" in window.url


def changes_the_language(visitor: Visitor, made: dict[str, Page]) -> None:
    window = visitor.window
    window.goto(page_url(made["resource"], "es"))
    visitor.goes_to(".languages-button")
    visitor.presses("Enter")
    expect(window.locator("#site-languages")).to_be_visible()
    visitor.presses("Escape")
    expect(window.locator("#site-languages")).to_be_hidden()
    expect(window.locator(".languages-button")).to_be_focused()
    visitor.presses("Enter")
    visitor.follows("#site-languages a[hreflang=en]")
    expect(window.locator("html")).to_have_attribute("lang", "en")


def downloads_a_file(visitor: Visitor) -> None:
    visitor.goes_to("main a[href*='/files/']")
    with visitor.window.expect_download() as download:
        visitor.presses("Enter")
    assert download.value.suggested_filename


def gets_through_every_block(visitor: Visitor, made: dict[str, Page]) -> None:
    visitor.window.goto(page_url(made["content"], "es"))
    visitor.loses_nothing()
    for _stop in range(MOST_STOPS):
        visitor.presses("Tab")
        visitor.sees_where()
        if visitor.window.evaluate("document.activeElement === document.body"):
            return
    raise AssertionError("a trap")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_visitor_gets_everywhere_by_keyboard(
    open_context: OpenContext,
    console_errors: list[str],
    monkeypatch: pytest.MonkeyPatch,
    fill_database: DatabaseFill,
    width: int,
    scripts: bool,
) -> None:
    monkeypatch.setattr(protection, "LEAST_SECONDS", 0)  # a person would need them
    made = fill_database(create_full_platform)
    add_a_file(made["resource"])
    context = open_context(
        viewport={"width": width, "height": 256 if width < NARROW else 900}, locale="es", reduced_motion="reduce"
    )
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    visitor, narrow = Visitor(context.new_page(), scripts), width < NARROW
    skips_to_the_content(visitor, made)
    opens_the_menu(visitor, made, narrow)
    narrows_the_list(visitor, narrow)
    asks_for_the_service(visitor)
    changes_the_language(visitor, made)
    downloads_a_file(visitor)
    gets_through_every_block(visitor, made)
    meant = ("status of 422", "net::ERR_FAILED")
    console_errors[:] = [said for said in console_errors if not any(each in said for each in meant)]
