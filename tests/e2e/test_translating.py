"""A page that has changed is translated with what the memory and the glossary know, sent back, mended and published."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from wagtail.models import Locale, TaskState
from wagtail_localize.models import StringTranslation, TranslationSource

from groups.models import GroupKind, WorkingGroupIndexPage, WorkingGroupPage
from tests.e2e.admin_user import AdminUser, Text
from tests.e2e.conftest import Enter
from tests.translation.factories import publish
from translation.exchange.new_translation import land
from translation.glossary.models import GlossaryTerm

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SUMMARY = "El grupo de trabajo se reúne cada semana en la sede."
PURPOSE = "El grupo de trabajo se reúne cada mes."


@dataclass
class Outdated:
    """A group whose summary has changed since it was translated."""

    source: WorkingGroupPage
    target: WorkingGroupPage

    @property
    def edit(self) -> str:
        """Where it is translated."""
        return reverse("wagtailadmin_pages:edit", args=[self.target.pk])

    def now(self) -> WorkingGroupPage:
        """The translation as the public gets it."""
        return WorkingGroupPage.objects.get(pk=self.target.pk)

    def stored(self, path: str) -> str:
        """The newest translation of a text."""
        row = StringTranslation.objects.filter(context__path=path, locale=self.target.locale).latest("updated_at")
        return str(row.data)


@pytest.fixture
def outdated_translation(platform: None) -> Outdated:
    spanish, english = (Locale.objects.get(language_code=code) for code in ("es", "en"))
    GlossaryTerm.objects.create(
        source_locale=spanish, target_locale=english, source_term="grupo de trabajo", target_term="working group"
    )
    index = WorkingGroupIndexPage.objects.get(locale=spanish)
    source = index.add_child(
        instance=WorkingGroupPage(
            title="Agua",
            slug="agua",
            summary="El grupo de trabajo se reúne cada mes en la sede.",
            purpose=f"<p>{PURPOSE}</p>",
            kind=GroupKind.objects.filter(locale=spanish).first(),
            goals=[6],
        )
    )
    publish(source)
    words = {
        "title": "Water",
        "slug": "water",
        "summary": "The working group meets every month at the headquarters.",
        "purpose": "<p>The working group meets every month.</p>",
    }
    target = land(source, english, words)
    source = WorkingGroupPage.objects.get(pk=source.pk)
    source.summary = SUMMARY
    publish(source)
    TranslationSource.objects.get(object_id=source.translation_key).update_from_db()
    return Outdated(source, target)


def test_an_outdated_page_from_its_translator_to_the_public(
    log_in: Enter, outdated_translation: Outdated, plain_page: Page
) -> None:
    translator, reviewer = log_in("translator-en"), log_in("reviewer")
    translates(translator, outdated_translation)
    sees_it_before_it_is_public(translator, outdated_translation)
    translator.page.get_by_role("button", name="Submit for review").click()
    translator.assert_text("was submitted for review")

    reviewer.page.goto(outdated_translation.edit)
    reviewer.page.get_by_label("Comment").fill("Please say “office”.")
    reviewer.page.get_by_role("button", name="Request changes").click()
    reviewer.assert_text("Changes were requested")

    translator.page.goto(outdated_translation.edit)
    translator.assert_text("Please say “office”")
    translator.translate_one(translator.text(SUMMARY), "The working group meets every week at the office.")
    translator.page.get_by_role("button", name="Resubmit for review").click()
    translator.assert_text("was submitted for review")

    reviewer.page.goto(outdated_translation.edit)
    reviewer.text(SUMMARY).field.fill("The working group meets every week at our office.")
    reviewer.page.get_by_label("Comment").fill("Well done.")
    reviewer.page.get_by_role("button", name="Approve and publish").click()
    reviewer.assert_text("Approved")
    assert TaskState.objects.latest("pk").comment == "Well done.", "lost when the mended text was saved before"
    plain_page.goto(outdated_translation.now().url)
    expect(plain_page.locator("body")).to_contain_text("The working group meets every week at our office.")


def translates(translator: AdminUser, outdated: Outdated) -> None:
    """The changed text, from what the memory has, with a term of the glossary missed at first; by the keyboard."""
    page = translator.page
    page.goto(reverse("translation:queue"))
    page.get_by_role("button", name="Take “Water”").click()
    expect(page.get_by_role("button", name="Release “Water”")).to_be_visible()
    page.get_by_role("link", name="Water", exact=True).click()
    page.locator("[data-filter='changed']").click()
    expect(page.locator("[data-seg]")).to_have_count(1)
    text = translator.text(SUMMARY)
    expect(text.unit.locator(".seg__previous ins")).to_have_text("semana")
    expect(text.unit.locator(".seg-term")).to_contain_text("working group", ignore_case=True)

    text.field.focus()
    expect(text.unit.locator(".seg-suggestions__from").filter(has_text="%").first).to_contain_text("Agua")
    text.field.press("F9")
    expect(text.field).to_have_value("The working group meets every month at the headquarters.")

    translator.translate_one(text, "The team meets every week at the headquarters.")
    expect(text.unit.locator(".seg-message--warning").first).to_contain_text("working group", ignore_case=True)
    translator.translate_one(text, "The working group meets every week at the headquarters.")
    expect(text.unit.locator(".seg-message--warning")).to_have_count(0)
    assert outdated.stored("summary") == "The working group meets every week at the headquarters."


def sees_it_before_it_is_public(translator: AdminUser, outdated: Outdated) -> None:
    """Either language beside the texts."""
    page = translator.page
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("[data-frame]")
    expect(preview.locator("body")).to_contain_text("The working group meets every week at the headquarters.")
    page.locator("[data-side]").get_by_text("Español").or_(page.get_by_role("button", name="Español")).first.click()
    expect(preview.locator("body")).to_contain_text(SUMMARY)
    page.get_by_role("button", name="Toggle preview").click()
    assert "every week" not in outdated.now().summary


def test_nothing_typed_is_lost_and_nobody_is_overwritten(
    log_in: Enter, outdated_translation: Outdated, console_errors: list[str]
) -> None:
    one, other = log_in("translator-en"), log_in("reviewer")
    for person in (one, other):
        person.page.goto(outdated_translation.edit)
    typed = one.text(SUMMARY)
    typed.field.press_sequentially("Half a sen")
    expect(typed.unit.locator("[data-state]")).to_contain_text("Draft kept")
    one.page.reload()
    expect(one.text(SUMMARY).field).to_have_value("Half a sen")

    other.translate_one(other.text(SUMMARY), "The reviewer's text.")
    mine = one.text(SUMMARY)
    mine.field.fill("The translator's text.")
    mine.field.press("Control+Enter")
    expect(mine.unit.locator(".seg-message--conflict")).to_contain_text("The reviewer's text.")
    expect(mine.unit.locator(".seg-message--conflict ins")).to_have_text("translator")
    assert outdated_translation.stored("summary") == "The reviewer's text."
    mine.field.press("Control+Enter")
    expect(mine.unit.locator('textarea[data-stored="The translator\'s text."]')).to_have_count(1)
    assert outdated_translation.stored("summary") == "The translator's text."

    undoes_from_the_history(one, mine)

    # a lost connection is told, and leaving asks first
    context: BrowserContext = one.page.context
    context.set_offline(True)
    mine.field.fill("Typed on a train")
    expect(mine.unit.locator("[data-state]")).to_contain_text("Draft not kept")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    one.page.on("dialog", stay)
    one.page.locator("[data-filter='changed']").click()
    expect(mine.field).to_have_value("Typed on a train")
    assert asked == ["beforeunload"]
    context.set_offline(False)
    expect(mine.unit.locator("[data-state]")).to_contain_text("Draft kept")
    console_errors[:] = [error for error in console_errors if "ERR_INTERNET_DISCONNECTED" not in error]


def undoes_from_the_history(person: AdminUser, text: Text) -> None:
    """What was opened stays open when a newer answer comes."""
    person.page.wait_for_load_state("networkidle")
    text.unit.get_by_role("link", name="Suggestions and history").click()
    person.page.wait_for_load_state("networkidle")
    text.unit.locator("details.seg-history summary").click()
    text.unit.get_by_role("link", name="Suggestions and history").click()
    expect(text.field).to_be_focused()  # once the newer answer has taken the older one's place
    expect(text.unit.locator("details.seg-history[open]")).to_have_count(1)
    text.unit.get_by_role("button", name="Undo").click()
    expect(text.field).to_have_value("The reviewer's text.")


def test_without_a_script_the_form_is_sent_as_a_whole(
    plain_page: Page, log_in: Enter, outdated_translation: Outdated, live_server: Any
) -> None:
    page = plain_page
    for cookie in log_in("translator-en").page.context.cookies():
        page.context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": live_server.url}])
    page.goto(outdated_translation.edit)
    text = AdminUser(page).text(SUMMARY)
    text.field.fill("The working group meets weekly.")
    text.unit.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("1 text saved")).to_be_visible()
    assert outdated_translation.stored("summary") == "The working group meets weekly."
