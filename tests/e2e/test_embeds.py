"""What lies on other hosts is loaded when a reader asks for it, and never before."""

import pytest
from playwright.sync_api import Route, expect

from tests.factories import ContentPageFactory
from tests.platform import create_platform
from tests.support.browser import OpenContext

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: Resolves once the page, as it is scrolled now, has been shown.
SHOWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"

BODY = [
    {
        "type": "data_embed",
        "value": {"title": "Gráfico", "address": "https://datos.example.org/g", "alternative": "<p>Cifras</p>"},
    },
    {
        "type": "video",
        "value": {"title": "Película", "address": "https://youtu.be/dQw4w9WgXcQ", "transcript": "<p>A</p>"},
    },
]


def test_nothing_is_loaded_from_elsewhere_before_a_click(open_context: OpenContext) -> None:
    address = ContentPageFactory(parent=create_platform("es"), body=BODY).url
    context = open_context(viewport={"width": 375, "height": 800}, locale="es")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<p>elsewhere</p>")

    context.route(lambda url: "localhost" not in url and "127.0.0.1" not in url, answer)
    window = context.new_page()
    refused: list[str] = []
    window.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    window.goto(address)
    buttons = window.locator("button[data-frame]")
    expect(buttons.first).to_be_visible()
    assert asked == []
    buttons.first.click()
    chart = window.locator(".data-embed iframe")
    expect(chart).to_have_attribute("sandbox", "allow-scripts allow-same-origin allow-popups")
    expect(chart).to_have_attribute("title", "Gráfico")
    expect(chart).to_be_focused()
    expect(window.frame_locator(".data-embed iframe").get_by_text("elsewhere")).to_be_visible()
    assert asked == ["https://datos.example.org/g"]
    buttons.nth(1).scroll_into_view_if_needed()
    # Until the next picture is shown the browser takes a press for one on the frame that was there before.
    window.evaluate(SHOWN)
    buttons.nth(1).click()
    expect(window.frame_locator(".video iframe").get_by_text("elsewhere")).to_be_visible()
    assert asked[-1].startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")
    assert refused == []


def test_without_scripts_there_are_links(open_context: OpenContext) -> None:
    address = ContentPageFactory(parent=create_platform("es"), body=BODY).url
    window = open_context(java_script_enabled=False).new_page()
    window.goto(address)
    expect(window.locator("main a[href='https://datos.example.org/g']")).to_be_visible()
    expect(window.locator("main a[href='https://youtu.be/dQw4w9WgXcQ']")).to_be_visible()
    expect(window.locator("button[data-frame]").first).to_be_hidden()
    expect(window.locator(".embed-notice").first).to_be_hidden()
