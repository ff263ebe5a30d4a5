"""What scripts add to the pages of events and resources; without them nothing is missing."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.platform import create_platform
from tests.resources.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    ResourceIndexPageFactory,
    ResourcePageFactory,
)
from tests.support.browser import OpenContext

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_readers_are_told_the_time_on_their_own_clock_if_it_is_another_one(open_context: OpenContext) -> None:
    address = EventPageFactory(
        parent=EventIndexPageFactory(parent=create_platform("es")),
        starts_at=datetime(2126, 3, 12, 15, tzinfo=UTC),
        ends_at=datetime(2126, 3, 12, 17, tzinfo=UTC),
    ).url
    window = open_context(timezone_id="Asia/Tokyo").new_page()
    observe = "observe({type: 'layout-shift', buffered: true})"
    moves = f"new PerformanceObserver(list => window.moved = list.getEntries()).{observe}"
    window.add_init_script(moves)
    window.goto(address)
    told = window.locator(".own-time time")
    expect(told).to_have_attribute("datetime", "2126-03-12T15:00:00.000Z")
    expect(told).to_contain_text("13 mar")
    expect(told).to_contain_text("2:00")
    assert not window.evaluate("(window.moved || []).length")
    at_home = open_context(timezone_id="America/Lima").new_page()  # the hour of Bogotá
    at_home.goto(address, wait_until="networkidle")
    expect(at_home.locator(".own-time")).to_have_text("")


def test_a_citation_is_copied_by_a_button_or_by_hand(open_context: OpenContext) -> None:
    address = ResourcePageFactory(parent=ResourceIndexPageFactory(parent=create_platform("es")), title="Guía").url
    window = open_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    window.goto(address)
    window.locator("button[data-copy]").press("Enter")
    expect(window.locator(".citation-actions [role=status]")).not_to_be_empty()
    line = window.locator(".citation").inner_text()
    assert window.evaluate("navigator.clipboard.readText()") == line
    assert "Guía" in line
    plain = open_context(java_script_enabled=False).new_page()
    plain.goto(address)
    expect(plain.locator(".citation")).to_have_text(line)
    expect(plain.locator("button[data-copy]")).to_be_hidden()
