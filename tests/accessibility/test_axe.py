"""axe-core finds nothing: WCAG 2.2 A and AA and best practices, contrast included, in every state."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page as Window

from tests.accessibility.full_platform import create_full_platform
from tests.accessibility.page_states import Circumstances, State, all_combinations, each_state_once
from tests.support.browser import OpenContext
from tests.support.databases import DatabaseFill
from tests.support.machine import AXE

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What the console says of a page that isn't there, of a form that is refused, of our scripts kept out.
MEANT = ("status of 404", "status of 422", "net::ERR_FAILED")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The states by circumstances: each once, or all in all of them with ``--soak``."""
    chosen = all_combinations() if metafunc.config.getoption("soak") else each_state_once()
    named = [f"{tag} {scheme} {width}{'' if scripts else ' no scripts'}" for tag, scheme, width, scripts in chosen]
    metafunc.parametrize(("circumstances", "states"), chosen.items(), ids=named)


def test_axe_finds_nothing(
    circumstances: Circumstances,
    states: list[State],
    open_context: OpenContext,
    console_errors: list[str],
    fill_database: DatabaseFill,
) -> None:
    made = fill_database(create_full_platform)
    language, scheme, width, scripts = circumstances
    context = open_context(
        viewport={"width": width, "height": 800}, locale=language, color_scheme=scheme, reduced_motion="reduce"
    )
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    window = context.new_page()
    found = [line for state in states for line in _violations(window, state, state.address(made, language))]
    console_errors[:] = [said for said in console_errors if not any(meant in said for meant in MEANT)]
    assert found == [], "\n".join(found)


def _violations(window: Window, state: State, address: str) -> list[str]:
    response = window.goto(address)
    assert response
    assert response.status == state.status, address
    if state.do:
        state.do(window)
        window.wait_for_load_state()
    assert not _scrolls_sideways(window), f"{state.name} scrolls sideways"
    window.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = window.evaluate(f"axe.run({{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}})")
    window.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    window.context.clear_cookies()
    return [
        f"{state.name}: {each['id']} ({each['help']}): {node['html'][:160]} {node['failureSummary']}"
        for each in result["violations"]
        for node in each["nodes"][:3]
    ]


def _scrolls_sideways(window: Window) -> bool:
    return bool(window.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
