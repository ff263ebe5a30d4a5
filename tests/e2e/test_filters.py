"""A list is narrowed with and without JavaScript, by mouse and by keyboard; both end at the same address."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.platform import create_platform
from tests.resources.factories import ResourceIndexPageFactory, ResourcePageFactory, ResourceTypeFactory
from tests.support.browser import OpenContext

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def resources() -> Any:
    """Twenty-two reports on goal 5, three of them on Mexico, and a guide on goal 8."""
    index = ResourceIndexPageFactory(parent=create_platform("es", "en"), title="Recursos", slug="recursos")
    index.copy_for_translation(create_platform("es", "en").get_translations().get().locale).save_revision().publish()
    report, guide = ResourceTypeFactory(label="Informe", key="report"), ResourceTypeFactory(label="Guía", key="guide")
    for number in range(22):
        countries = ["MX"] if number < 3 else ["BR"]
        ResourcePageFactory(parent=index, title=f"Informe {number}", type=report, goals=[5], countries=countries)
    ResourcePageFactory(parent=index, title="Guía", type=guide, goals=[8], countries=["MX"])
    return index


def card_titles(page: Page) -> list[str]:
    return page.locator(".faceted .card-title").all_inner_texts()


def test_without_scripts(open_context: OpenContext, resources: Any) -> None:
    page = open_context(java_script_enabled=False, locale="es", viewport={"width": 375, "height": 800}).new_page()
    page.goto(resources.url)
    expect(page.locator("#facet-type-guide")).to_be_hidden()
    page.locator(".facets-fold > summary").click()
    page.locator("#facet-type-guide").check()
    page.locator("form.facets button").click()
    expect(page).to_have_url(f"{page.url.split('?')[0]}?type=guide&sort=newest")
    assert card_titles(page) == ["Guía"]
    page.locator(".chips-clear").click()
    expect(page.locator(".faceted .card-title")).to_have_count(20)


def test_with_scripts_the_page_stays(open_context: OpenContext, resources: Any) -> None:
    page = open_context(locale="es", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(resources.url)
    page.evaluate("window.stayed = true")
    page.locator("#facet-country > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#facet-country-MX").focus()
    page.keyboard.press("Space")
    expect(page.locator(".faceted-count")).to_contain_text("4")
    expect(page.locator("#facet-country-MX")).to_be_focused()
    expect(page.locator("#facet-country")).to_have_attribute("open", "")
    expect(page.locator(".faceted-status")).to_contain_text("4")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?country=MX")
    expect(page.locator('.languages a[hreflang="en"]')).to_have_attribute("href", "/en/recursos/?country=MX")

    page.locator("#facet-type-guide").check()
    expect(page.locator(".card-title")).to_have_text(["Guía"])
    assert page.url.endswith("?type=guide&country=MX")
    page.locator(".chips li a").first.click()
    expect(page.locator(".faceted-count")).to_be_focused()
    expect(page.locator(".card-title")).to_have_count(4)
    page.go_back()
    expect(page.locator(".card-title")).to_have_text(["Guía"])
    page.go_back()
    page.go_back()
    expect(page.locator(".card-title")).to_have_count(20)
    page.locator('.pagination a[rel="next"]').click()
    expect(page.locator(".card-title")).to_have_count(3)
    assert page.url.endswith("?page=2")
    assert page.evaluate("window.stayed") is True


@pytest.mark.indexed
def test_the_results_of_a_search_are_narrowed_in_their_place(open_context: OpenContext, resources: Any) -> None:
    """The script is fetched when somebody goes to the facets; until then it weighs nothing."""
    page = open_context(locale="es", viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/es/buscar/?q=informe")
    expect(page.locator(".faceted-status")).to_have_count(0)
    page.evaluate("window.stayed = true")
    page.locator("#facet-country > summary").press("Enter")
    expect(page.locator(".faceted-status")).to_have_count(1)
    page.locator("#facet-country-MX").check()
    expect(page.locator(".faceted-count")).to_contain_text("3")
    assert "q=informe" in page.url
    assert "country=MX" in page.url
    assert page.evaluate("window.stayed")


def test_links_that_lead_elsewhere_are_followed(page: Page, resources: Any) -> None:
    page.goto(f"{resources.url}?type=guide")
    page.locator(".card-title a").click()
    expect(page.locator("h1")).to_contain_text("Guía")
