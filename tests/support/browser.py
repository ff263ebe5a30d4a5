"""Browser fixtures (Chromium); an error in the console fails the test."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support import machine

#: Debian's Chromium in a closed network: nothing of its own asks anybody.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: Milliseconds a person would wait for a page of this application on a busy machine.
PATIENCE = 20_000

OpenContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once."""
    if not machine.CHROMIUM.exists():
        pytest.skip("no Chromium (Debian's package chromium)")
    # Playwright's loop runs in this thread, where Django's synchronous code is then refused by default.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(machine.CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def console_errors() -> list[str]:
    """The console's errors so far; a test that provokes one removes it."""
    return []


@pytest.fixture
def open_context(browser: Browser, live_server: Any, console_errors: list[str]) -> Iterator[OpenContext]:
    """Open a browser context with cookies of its own, on the live server.

    Keyword arguments are Playwright's for ``new_context``: ``java_script_enabled``, ``viewport``, ``locale``.
    """
    opened: list[BrowserContext] = []

    def note(page: Page) -> None:
        page.on("pageerror", lambda error: console_errors.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: console_errors.append(f"{page.url}: {said.text}") if said.type == "error" else None,
        )

    def new(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **{"locale": "en", **options})
        context.set_default_timeout(PATIENCE)
        context.on("page", note)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()
    assert not console_errors, "\n".join(console_errors)


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A page of a person with JavaScript."""
    return open_context().new_page()


@pytest.fixture
def plain_page(open_context: OpenContext) -> Page:
    """A page of a visitor without JavaScript."""
    return open_context(java_script_enabled=False).new_page()
