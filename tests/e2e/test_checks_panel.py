"""What the editor's panel *Checks* tells of the page that is being written."""

from typing import Any

import pytest
from playwright.sync_api import expect

from home.models import HomePage
from tests.e2e.conftest import Enter
from tests.factories import ContentPageFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: Ten words and the sign of a heading's link, whose heading leaves two levels out.
BODY = [
    ("heading", {"text": "Agua limpia", "level": "h4"}),
    ("rich_text", "<p>Todas las casas tienen agua limpia y segura.</p>"),
]


def test_the_panel_counts_words_and_names_a_problem(log_in: Enter, console_errors: list[str]) -> None:
    page: Any = ContentPageFactory(parent=HomePage.objects.get(locale__language_code="es"), title="Agua", body=BODY)
    editor = log_in("editor").page
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    editor.get_by_role("button", name="Checks").click()
    panel = editor.locator("[data-side-panel='checks']")
    expect(panel.locator("[data-content-word-count]")).to_have_text("11")
    expect(panel.get_by_text("Incorrect heading hierarchy")).to_be_visible()
    expect(panel.locator("[data-content-checker-count]")).to_have_text("1")
    # what Wagtail's script finds, it also writes to the console
    console_errors[:] = [error for error in console_errors if "axe.run results" not in error]


def test_an_editor_goes_from_the_public_page_to_its_editor(log_in: Enter) -> None:
    page: Any = ContentPageFactory(parent=HomePage.objects.get(locale__language_code="es"), title="Agua")
    editor = log_in("editor").page
    editor.goto(page.url)
    bar = editor.locator("wagtail-userbar")
    bar.get_by_role("button").first.click()
    bar.get_by_role("menuitem", name="Edit this page").click()
    editor.wait_for_url(f"**/admin/pages/{page.pk}/edit/")
