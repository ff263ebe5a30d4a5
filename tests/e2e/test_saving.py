"""Saving while the editor is saving by itself."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Request, Route, expect

from home.models import ContentPage, HomePage
from tests.e2e.conftest import Enter
from tests.support.browser import PATIENCE

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

OURS = "**/js/admin/autosave.js*"

Begin = Callable[..., tuple[Page, list[Route]]]


def is_autosave(request: Request) -> bool:
    """Whether the editor asks for it, not a person."""
    return request.method == "POST" and "json" in request.headers.get("accept", "")


def is_save(request: Request) -> bool:
    """Whether somebody sends the form."""
    return request.method == "POST" and request.is_navigation_request()


@pytest.fixture
def begin(log_in: Enter) -> Begin:
    """Write a new page until the editor keeps it by itself, in a request that is held back then."""

    def begin(name: str, ours: bool = True) -> tuple[Page, list[Route]]:
        page = log_in(name).page
        held: list[Route] = []

        def hold(route: Route) -> None:
            if is_autosave(route.request) and not held:
                held.append(route)
            else:
                route.continue_()

        page.route("**/admin/pages/**", hold)
        if not ours:
            page.route(OURS, lambda route: route.fulfill(content_type="text/javascript", body=""))
        page.goto(f"/admin/pages/add/home/contentpage/{HomePage.objects.get(locale__language_code='es').pk}/")
        for _attempt in range(10):  # the autosave compares with what was there when its script had started
            with suppress(Error), page.expect_request(is_autosave, timeout=PATIENCE / 10):
                page.locator("[name='title']").press_sequentially("Agua ", delay=40)
            if held:
                break
        return page, held

    return begin


@pytest.mark.parametrize(("name", "action"), [("editor", "Save draft"), ("reviewer", "Publish")])
def test_what_is_saved_meanwhile_is_saved_once_and_whole(begin: Begin, name: str, action: str) -> None:
    page, held = begin(name)
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if is_save(request) else None)
    button = page.get_by_role("button", name=action, exact=True)
    if not button.is_visible():
        page.get_by_role("button", name="More actions").click()
    button.click()
    page.locator("[name='title']").fill("Agua y saneamiento")
    assert sent == [], "it did not wait for the answer"
    with page.expect_navigation(wait_until="load"):
        held[0].continue_()
    expect(page.get_by_text(re.compile("has been (updated|published)")).first).to_be_visible()
    kept = ContentPage.objects.get(locale__language_code="es", slug__startswith="agua")
    assert kept.get_latest_revision_as_object().title == "Agua y saneamiento"
    assert kept.live == (action == "Publish")


def test_wagtail_itself_still_sends_both_at_once(begin: Begin) -> None:
    """When this fails, ``site/static/js/admin/autosave.js`` is needed no more."""
    page, held = begin("editor", ours=False)
    with page.expect_request(is_save):
        page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/")
    held[0].abort()
