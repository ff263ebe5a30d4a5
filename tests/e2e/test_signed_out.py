"""Signed out, without a connection, with an old token: nothing that was typed is lost, and the same save goes on."""

import json
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from groups.models import GroupKind, WorkingGroupIndexPage, WorkingGroupPage
from home.models import ContentPage, HomePage
from tests.e2e.conftest import PASSWORD, Enter
from tests.factories import ContentPageFactory, FormPageFactory
from tests.support.browser import OpenContext
from tests.translation.factories import publish
from translation.exchange.new_translation import land

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TYPED = "Agua para todas las casas"
SUMMARY = "Resumen del grupo"


@pytest.fixture(autouse=True)
def expected_refusals(open_context: OpenContext, console_errors: list[str]) -> Any:
    """The browser itself notes in its console that something was refused or not reached."""
    yield
    refusals = ("Failed to load resource", "HTTP error! Status: 403")
    console_errors[:] = [error for error in console_errors if not any(refusal in error for refusal in refusals)]


@pytest.fixture
def editor(log_in: Enter) -> Page:
    """An editor at a page."""
    page = ContentPageFactory(parent=HomePage.objects.get(locale__language_code="es"), title="Agua")
    window = log_in("editor").page
    window.goto(f"/admin/pages/{page.pk}/edit/")
    return window


def type_in(window: Page) -> None:
    window.get_by_role("tab", name="Search and sharing").click()
    window.locator("[name='search_description']").press_sequentially(TYPED, delay=20)


def sign_in(window: Page, name: str) -> None:
    """In the tab that the dialog or the page opens; it is closed again afterwards."""
    with window.context.expect_page() as opened:
        window.get_by_role("link", name="Sign in (opens in a new tab)").click()
    tab = opened.value
    tab.get_by_label("Username").fill(name)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", name="You are signed in")).to_be_visible()
    tab.close()
    window.bring_to_front()
    window.evaluate("window.dispatchEvent(new Event('focus'))")  # a window without a screen gets none


def saved_description() -> str:
    return str(ContentPage.objects.get(title="Agua").get_latest_revision_as_object().search_description)


def test_a_save_goes_on_after_signing_in_again(editor: Page) -> None:
    type_in(editor)
    Session.objects.all().delete()
    editor.get_by_role("button", name="Save draft").dblclick()
    dialog = editor.get_by_role("dialog", name="You have been signed out")
    expect(dialog).to_be_visible()
    expect(editor.locator("[name='search_description']")).to_have_value(TYPED)
    sign_in(editor, "editor")
    expect(editor.get_by_text("Page 'Agua' has been updated.")).to_be_visible()
    assert saved_description() == TYPED


def test_nothing_is_saved_in_the_name_of_somebody_else_unseen(editor: Page) -> None:
    type_in(editor)
    Session.objects.all().delete()
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_role("dialog", name="You have been signed out")).to_be_visible()
    sign_in(editor, "reviewer")
    dialog = editor.get_by_role("dialog", name="You have signed in with another account")
    expect(dialog.get_by_text("reviewer")).to_be_visible()
    dialog.get_by_role("button", name="Continue").click()
    expect(editor.get_by_text("Page 'Agua' has been updated.")).to_be_visible()


def test_a_save_waits_for_the_connection(editor: Page) -> None:
    type_in(editor)
    editor.context.set_offline(True)
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_role("dialog", name="No connection")).to_be_visible()
    editor.context.set_offline(False)
    expect(editor.get_by_text("Page 'Agua' has been updated.")).to_be_visible()
    assert saved_description() == TYPED


def test_without_our_script_the_server_gives_the_form_back(log_in: Enter) -> None:
    page = ContentPageFactory(parent=HomePage.objects.get(locale__language_code="es"), title="Agua")
    window = log_in("editor").page
    window.route("**/js/admin/session.js*", lambda route: route.fulfill(content_type="text/javascript", body=""))
    window.goto(f"/admin/pages/{page.pk}/edit/")
    type_in(window)
    Session.objects.all().delete()
    window.get_by_role("button", name="Save draft").click()
    expect(window.get_by_role("heading", name="Not saved yet")).to_be_visible()
    sign_in(window, "editor")
    window.get_by_role("button", name="Save again").click()
    again = window.get_by_role("button", name="Save again")  # the token of before the login
    expect(again.or_(window.get_by_text("Page 'Agua' has been updated.")).first).to_be_visible()
    if again.count():
        again.click()
    expect(window.get_by_text("Page 'Agua' has been updated.")).to_be_visible()
    assert saved_description() == TYPED


def test_a_visitors_form_waits_for_the_connection_and_for_a_token(platform: None, open_context: OpenContext) -> None:
    form = FormPageFactory(parent=HomePage.objects.get(locale__language_code="en"))
    visitor = open_context().new_page()
    visitor.goto(form.url)
    field = visitor.locator("form.answers :is(input[type=text], textarea):visible").first
    field.fill(TYPED)
    visitor.context.set_offline(True)
    visitor.locator("form.answers button[type=submit]").click()
    expect(visitor.get_by_text("there is no connection")).to_be_visible()
    expect(field).to_have_value(TYPED)
    visitor.context.set_offline(False)
    visitor.context.clear_cookies()
    with visitor.expect_navigation() as sent:
        visitor.locator("form.answers button[type=submit]").click()
    assert sent.value.status != 403
    expect(visitor).not_to_have_title(re.compile("Not sent –"))


@pytest.fixture
def group(platform: None) -> WorkingGroupPage:
    """A group whose summary is to be translated."""
    spanish, english = (Locale.objects.get(language_code=code) for code in ("es", "en"))
    index = WorkingGroupIndexPage.objects.get(locale=spanish)
    kind = GroupKind.objects.filter(locale=spanish).first()
    source = index.add_child(
        instance=WorkingGroupPage(
            title="Agua", slug="agua", summary=SUMMARY, purpose="<p>Fin</p>", kind=kind, goals=[6]
        )
    )
    publish(source)
    target: WorkingGroupPage = land(source, english, {"title": "Water", "slug": "water"}, publish=False)
    return target


def test_a_translators_save_goes_on_after_signing_in_again(log_in: Enter, group: WorkingGroupPage) -> None:
    translator = log_in("translator-en")
    translator.page.goto(f"/admin/pages/{group.pk}/edit/")
    text = translator.text(SUMMARY)
    text.field.fill(TYPED)
    Session.objects.all().delete()
    text.field.press("Control+Enter")
    expect(translator.page.get_by_role("dialog", name="You have been signed out")).to_be_visible()
    sign_in(translator.page, "translator-en")
    expect(text.unit.locator(f"textarea[data-stored={json.dumps(TYPED)}]")).to_have_count(1)
    row = StringTranslation.objects.get(context__path="summary", locale=group.locale)
    assert row.data == TYPED
