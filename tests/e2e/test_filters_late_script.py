"""What is ticked and what is listed agree, whenever the script comes, and whichever way somebody comes back."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.platform import create_platform
from tests.resources.factories import ResourceIndexPageFactory, ResourcePageFactory, ResourceTypeFactory
from tests.support.browser import OpenContext

pytestmark = [pytest.mark.e2e, pytest.mark.indexed, pytest.mark.django_db(transaction=True)]

WIDE = {"width": 1280, "height": 900}

#: Says in the console that the facets' script has run. Whatever Playwright looks up in a page counts there as done by a
#: person, and what a person does before the script has run is what these tests are about.
SAYS_WHEN_READY = """
new MutationObserver((_, observer) => {
  if (!document.querySelector(".faceted-status")) return;
  observer.disconnect();
  console.info("ready");
}).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture
def resources() -> Any:
    """Three resources, one of them on Mexico."""
    index = ResourceIndexPageFactory(parent=create_platform("es"), title="Recursos", slug="recursos")
    report = ResourceTypeFactory(label="Informe", key="report")
    for number, country in enumerate(("BR", "BR", "MX")):
        ResourcePageFactory(parent=index, title=f"Recurso {number}", type=report, countries=[country])
    return index


class Waiting:
    """The first request for files waits on the line until it is let go; others don't."""

    def __init__(self, window: Page, files: str) -> None:
        self.held: list[Route] = []
        self._gone = False
        window.route(files, self._hold)

    def _hold(self, route: Route) -> None:
        if self.held or self._gone:
            route.continue_()
        else:
            self.held.append(route)

    def let_go(self) -> None:
        """Let it go on, also where it is only about to come."""
        self._gone = True
        for route in self.held:
            route.continue_()


def tick(window: Page) -> None:
    """Choose Mexico, whether or not the facet stands open."""
    window.locator("#facet-country").evaluate("facet => { facet.open = true }")
    window.locator("#facet-country-MX").check()


@pytest.mark.parametrize("late", ["**/page*.js", "**/facets*.js"])
@pytest.mark.parametrize("address", ["/es/recursos/", "/es/buscar/?q=recurso"])
def test_what_is_ticked_before_a_script_has_come_narrows_too(
    open_context: OpenContext, resources: Any, address: str, late: str
) -> None:
    window = open_context(locale="es", viewport=WIDE).new_page()
    script = Waiting(window, late)
    with window.expect_request(late):
        window.goto(address, wait_until="commit")
        if "facets" in late:
            window.wait_for_load_state()
        tick(window)
    script.let_go()
    expect(window.locator(".faceted-results .card-title")).to_have_count(1)
    expect(window.locator("#facet-country-MX")).to_be_checked()
    assert "country=MX" in window.url


def test_who_comes_back_sees_ticks_and_list_agree(open_context: OpenContext, resources: Any) -> None:
    """The browser ticks again what was ticked when the page was left; the address says nothing of it."""
    window = open_context(locale="es", viewport=WIDE).new_page()
    window.add_init_script(SAYS_WHEN_READY)
    script = Waiting(window, "**/facets*.js")
    with window.expect_request("**/facets*.js"):
        window.goto("/es/recursos/")
        tick(window)
    window.goto("/es/")
    assert len(script.held) == 1
    with window.expect_console_message(lambda message: message.text == "ready"):
        window.go_back()
    expect(window.locator("#facet-country-MX")).not_to_be_checked()
    expect(window.locator(".faceted-results .card-title")).to_have_count(3)
    assert window.url.endswith("/es/recursos/")


def test_a_page_that_was_kept_as_it_was_left_says_what_its_address_says(
    open_context: OpenContext, resources: Any
) -> None:
    window = open_context(locale="es", viewport=WIDE).new_page()
    window.goto("/es/recursos/")
    answer = Waiting(window, "**/recursos/?*")
    with window.expect_request("**/recursos/?*"):
        tick(window)
    expect(window.locator(".faceted")).to_have_attribute("aria-busy", "true")
    window.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(window.locator("#facet-country-MX")).not_to_be_checked()
    assert window.locator(".faceted").get_attribute("aria-busy") is None
    assert len(answer.held) == 1
    assert window.url.endswith("/es/recursos/")
