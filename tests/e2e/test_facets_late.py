"""What is ticked and what is listed agree, whenever the script comes, and whichever way somebody comes back."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.platform import start
from tests.resources.factories import ResourceIndexPageFactory, ResourcePageFactory, ResourceTypeFactory
from tests.support.browser import OpenContext

pytestmark = [pytest.mark.e2e, pytest.mark.indexed, pytest.mark.django_db(transaction=True)]

WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def resources() -> Any:
    """Three resources, one of them on Mexico."""
    index = ResourceIndexPageFactory(parent=start("es"), title="Recursos", slug="recursos")
    report = ResourceTypeFactory(label="Informe", key="report")
    for number, country in enumerate(("BR", "BR", "MX")):
        ResourcePageFactory(parent=index, title=f"Recurso {number}", type=report, countries=[country])
    return index


def waiting(window: Page, files: str) -> list[Route]:
    """The first request for files, which waits on the line until somebody lets it go on; others don't."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    window.route(files, hold)
    return held


def tick(window: Page) -> None:
    """Choose Mexico, whether or not the facet stands open."""
    window.locator("#facet-country").evaluate("facet => { facet.open = true }")
    window.locator("#facet-country-MX").check()


@pytest.mark.parametrize("address", ["/es/recursos/", "/es/search/?q=recurso"])
def test_what_is_ticked_before_the_script_has_come_narrows_too(
    open_context: OpenContext, resources: Any, address: str
) -> None:
    window = open_context(locale="es", viewport=WIDE).new_page()
    held = waiting(window, "**/facets*.js")
    with window.expect_request("**/facets*.js"):
        window.goto(address, wait_until="commit")
        tick(window)
    (script,) = held
    script.continue_()
    expect(window.locator(".faceted-results .card-title")).to_have_count(1)
    expect(window.locator("#facet-country-MX")).to_be_checked()
    assert "country=MX" in window.url


def test_who_comes_back_sees_ticks_and_list_agree(open_context: OpenContext, resources: Any) -> None:
    """The browser ticks again what was ticked when the page was left; the address says nothing of it."""
    window = open_context(locale="es", viewport=WIDE).new_page()
    held = waiting(window, "**/facets*.js")
    with window.expect_request("**/facets*.js"):
        window.goto("/es/recursos/", wait_until="commit")
        tick(window)
    window.goto("/es/")
    assert len(held) == 1
    window.go_back()
    expect(window.locator(".faceted-status")).to_have_count(1)
    expect(window.locator("#facet-country-MX")).not_to_be_checked()
    expect(window.locator(".faceted-results .card-title")).to_have_count(3)
    assert window.url.endswith("/es/recursos/")


def test_a_page_that_was_kept_as_it_was_left_says_what_its_address_says(
    open_context: OpenContext, resources: Any
) -> None:
    window = open_context(locale="es", viewport=WIDE).new_page()
    window.goto("/es/recursos/")
    answers = waiting(window, "**/recursos/?*")
    with window.expect_request("**/recursos/?*"):
        tick(window)
    expect(window.locator(".faceted")).to_have_attribute("aria-busy", "true")
    window.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(window.locator("#facet-country-MX")).not_to_be_checked()
    assert window.locator(".faceted").get_attribute("aria-busy") is None
    assert len(answers) == 1
    assert window.url.endswith("/es/recursos/")
