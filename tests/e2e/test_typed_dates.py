"""Dates typed into the admin's fields, which have Wagtail's date picker."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from groups.models import Person
from resources.models import EventIndexPage, EventPage
from tests.e2e.conftest import Enter
from tests.factories import PersonFactory
from tests.resources.factories import EventPageFactory, EventTypeFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: Every field of a screen that has the date picker, by its form's name or else its identifier.
PICKERS = "() => jQuery('input').filter((_, e) => jQuery(e).data('xdsoft_datetimepicker')).get().map((e) => e.id)"
LEAVE = "(id) => { jQuery(document.getElementById(id)).trigger('blur'); }"


def event() -> EventPage:
    index = EventIndexPage.objects.get(locale__language_code="es")
    made: EventPage = EventPageFactory(
        parent=index, type=EventTypeFactory(locale=Locale.objects.get(language_code="es")), title="Foro"
    )
    return made


def pickers(page: Page) -> list[str]:
    """The identifiers of the fields with a date picker."""
    found: list[str] = page.evaluate(PICKERS)
    return found


@pytest.mark.parametrize("language", ["en", "es", "pt-br", "fr"])
def test_what_is_typed_stays_and_is_stored_as_that_day(log_in: Enter, console_errors: list[str], language: str) -> None:
    page = log_in("reviewer").page
    UserProfile.objects.filter(user=User.objects.get(username="reviewer")).update(preferred_language=language)
    someone = PersonFactory(consent_on=None, live=False)
    page.goto(f"/admin/snippets/groups/person/edit/{someone.pk}/")
    page.locator("[name=consent_on]").click()
    page.keyboard.type("21/10/2025")
    page.keyboard.press("Tab")
    expect(page.locator("[name=consent_on]")).to_have_value("21/10/2025")
    page.keyboard.type("mañana")
    page.keyboard.press("Tab")
    expect(page.locator("[name=visible_until]")).to_have_value("mañana")
    save(page)
    expect(page.locator("[id$=visible_until-errors] .error-message").first).to_contain_text("21/10/2026")
    page.locator("[name=visible_until]").fill("")
    save(page)
    stored = Person.objects.get(pk=someone.pk).get_latest_revision_as_object()
    assert stored.consent_on == date(2025, 10, 21)
    page.goto("about:blank")
    # the editor's own saving was refused too
    console_errors[:] = [error for error in console_errors if "status of 400" not in error]


def test_wagtail_itself_still_replaces_what_is_typed(log_in: Enter) -> None:
    """When this fails, ``site/static/js/admin/dates.js`` is needed no more."""
    page = log_in("reviewer").page
    page.route("**/js/admin/dates.js*", lambda route: route.fulfill(content_type="text/javascript", body=""))
    page.goto("/admin/snippets/groups/person/add/")
    page.locator("[name=consent_on]").click()
    page.keyboard.type("21/10/2025")
    page.keyboard.press("Tab")
    expect(page.locator("[name=consent_on]")).to_have_value(re.compile(r"20\d\d-\d\d-\d\d"))


def save(page: Page) -> None:
    """Send the form, in whatever language its button is."""
    with page.expect_navigation():
        page.evaluate("() => document.querySelector('[data-edit-form]').requestSubmit()")


def test_no_picker_of_the_editor_replaces_what_is_typed(log_in: Enter) -> None:
    someone = log_in("reviewer")
    page = someone.page
    page.goto(f"/admin/pages/{event().pk}/edit/")
    page.wait_for_load_state("networkidle")
    someone.add_block("programme")
    ids = pickers(page)
    names = {page.locator(f"[id='{each}']").get_attribute("name") or "" for each in ids}
    assert {"starts_at", "ends_at", "registration_closes", "go_live_at", "expire_at"} <= names
    assert any(re.search(r"programme-.*day", name) for name in names)
    assert any(re.search(r"programme-.*starts", name) for name in names)
    for each in ids:
        field = page.locator(f"[id='{each}']")
        field.evaluate("(e) => { e.value = '5/10/2025 9.30'; }")
        page.evaluate(LEAVE, each)
        assert field.input_value() == "5/10/2025 9.30", each


def test_a_filter_by_date_takes_what_is_typed(log_in: Enter) -> None:
    page = log_in("reviewer").page
    page.goto("/admin/reports/searches/")
    identifiers = pickers(page)
    assert len(identifiers) > 1
    for each in identifiers:
        field = page.locator(f"[id='{each}']")
        field.evaluate("(e) => { e.value = '21/10/2025'; }")
        page.evaluate(LEAVE, each)
        assert field.input_value() == "21/10/2025"
    assert pickers(page)
