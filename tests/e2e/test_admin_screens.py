"""Every screen of the admin in a browser: no script fails on it, none asks for what isn't there, axe finds nothing."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Page as Window
from playwright.sync_api import Response

from home.checks import DEMO_PASSWORD
from tests.accessibility.test_axe import RULES
from tests.support.admin import screens
from tests.support.admin.crawler import Crawler
from tests.support.admin.words import ForeignTexts
from tests.support.browser import OpenContext
from tests.support.databases import DatabaseFill
from tests.support.machine import AXE

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: Who looks, and the language they work in.
PEOPLE = {
    "admin": "es",
    "editor": "fr",
    "lead": "es",
    "reviewer": "pt-br",
    "translator-en": "en",
    "translator-pt": "pt-br",
    "service-desk": "fr",
}
#: Each so-many-th of the screens that somebody sees is opened.
SAMPLE = 8
#: Screens of ours, by the beginnings of their names.
OURS = (
    "translat",
    "glossary:",
    "promotions:",
    "synonyms:",
    "service",
    "searches",
    "downloads",
    "background_work",
    "files",
)
#: What Wagtail's own markup is excused for.
WAGTAILS = {"#wagtail-sidebar": "its search has the name of the search in the header"}


@pytest.fixture
def demo(fill_database: DatabaseFill) -> None:
    fill_database(load_demo)


def load_demo() -> None:
    """The demo, committed."""
    with override_settings(DEBUG=True):
        call_command("demo", verbosity=0)


@pytest.mark.parametrize("name", PEOPLE)
def test_no_script_fails(demo: None, name: str, open_context: OpenContext) -> None:
    language = PEOPLE[name]
    user = get_user_model().objects.get(username=name)
    crawl = Crawler(user, language, ForeignTexts(language, ()), tries=False).run()
    window = signed_in(open_context, name)
    refused: list[str] = []
    window.on(
        "response", lambda response: refused.append(describe_response(response)) if response.status >= 400 else None
    )
    violations: list[str] = []
    tried: set[str] = set()
    for address in list(crawl.pages.values())[::SAMPLE]:
        window.goto(address)
        window.wait_for_load_state("networkidle")
        view = screens.name(address)
        if view not in tried:
            tried.add(view)
            use_screen(window)
        if view.startswith(OURS) or "/translate" in address:
            violations += axe(window, address)
    assert refused == [], "\n".join(refused)
    assert violations == [], "\n".join(violations)


def signed_in(open_context: OpenContext, name: str) -> Window:
    """Somebody's window, signed in."""
    window = open_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce").new_page()
    window.goto("/admin/login/")
    window.locator("[name=username]").fill(name)
    window.locator("[name=password]").fill(DEMO_PASSWORD)
    with window.expect_navigation():
        window.locator("form [type=submit]").click()
    return window


def describe_response(response: Response) -> str:
    """A request that was refused, and where."""
    return f"{response.status} {response.request.method} {response.url} on {response.frame.url}"


def use_screen(window: Window) -> None:
    """Choose something, search, open the filters, look at a calendar: whatever of it the screen has."""
    choose(window)
    search = window.locator("#w-slim-header-search #id_q, #header-search #id_q, [role=search] #id_q").first
    if search.is_visible():
        search.fill("mujeres")
        window.wait_for_load_state("networkidle")
    filters = window.locator("#filters-drilldown button").first
    if filters.is_visible():
        filters.click()
        window.keyboard.press("Escape")  # it lies over the first rows
    date = window.locator(
        "input[autocomplete=off][id*='_at']:visible, input[autocomplete=off][id*='date']:visible"
    ).first
    if date.count():
        date.click()
        window.keyboard.press("Escape")


def choose(window: Window) -> None:
    """Open the first chooser, search in it and close it."""
    button = window.locator("[data-chooser-action-choose]:visible").first
    if not button.count():
        return
    button.click()
    dialog = window.locator(".modal-dialog")
    dialog.wait_for()
    search = dialog.locator("input[name=q]:visible").first
    if search.count():
        search.fill("mujeres")
        window.wait_for_load_state("networkidle")
    dialog.locator("button.close").click()
    dialog.wait_for(state="hidden")


def axe(window: Window, address: str) -> list[str]:
    """What axe finds on a screen, outside of what is Wagtail's alone."""
    window.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    context = {"exclude": [[selector] for selector in WAGTAILS]}
    result: dict[str, Any] = window.evaluate(f"axe.run({json.dumps(context)}, {json.dumps(options)})")
    return [
        f"{address}: {each['id']} ({each['help']}): {node['target']} {node['html'][:160]}"
        for each in result["violations"]
        for node in each["nodes"][:3]
    ]
