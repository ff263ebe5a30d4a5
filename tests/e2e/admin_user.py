"""A person's actions in the admin, in a browser."""

import json
import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PATIENCE

expect.set_options(timeout=PATIENCE)


class AdminUser:
    """Somebody who clicks and types in the admin; each step waits for the elements it needs."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open_tab(self, name: str) -> None:
        """Open a tab of the editor."""
        self.page.get_by_role("tab", name=name).click()

    def write(self, field: str, text: str) -> None:
        """Fill a plain field, given by its name in the form."""
        self.page.locator(f"[name='{field}']").fill(text)

    def type(self, field: str, text: str) -> None:
        """Type into a plain field key by key, so that the autosave notices."""
        self.page.locator(f"[name='{field}']").press_sequentially(text, delay=40)

    def write_rich(self, field: str, text: str) -> None:
        """Type into a rich text field."""
        wrapper = self.page.locator(f"[data-field]:has(input[name='{field}']) .public-DraftEditor-content")
        wrapper.first.press_sequentially(text)

    def add_block(self, field: str, block: str = "") -> None:
        """Add a block at the end of a StreamField, chosen by its label where there are several."""
        self.panel(field).locator("button.c-sf-add-button[title='Insert a block']").last.click()
        if block:
            self.page.get_by_role("option", name=block, exact=True).click()

    def add_item(self, field: str, name: str) -> None:
        """Add an item to the list inside a block."""
        self.panel(field).locator(f"div:has(> input[name='{name}-count']) button.c-sf-add-button").last.click()

    def panel(self, field: str) -> Locator:
        """A field's panel; its tab's part of the identifier is in the editor's language."""
        return self.page.locator(f"section[id^='panel-child-'][id$='-{field}-section']")

    def tick(self, label: str) -> None:
        """Check a checkbox."""
        self.page.get_by_label(label, exact=True).check()

    def add_row(self, relation: str, label: str) -> Locator:
        """Add an inline row."""
        rows = self.page.locator(f"[id^='inline_child_{relation}-'][data-inline-panel-child]")
        count = rows.count()
        self.page.get_by_role("button", name=f"Add {label}").click()
        expect(rows).to_have_count(count + 1)
        return rows.last

    def choose(self, within: Locator, name: str) -> None:
        """Open a chooser and take the entry of that name."""
        within.get_by_role("button", name=re.compile("^Choose")).first.click()
        dialog = self.page.locator(".modal-dialog")
        dialog.get_by_role("link", name=name).first.click()
        expect(dialog).to_be_hidden()

    def type_until_autosaved(self, field: str) -> None:
        """Type until the autosave has created the new page and the URL has changed.

        The autosave compares with the form at the time its script started, which may be after the first words.
        """
        for _attempt in range(10):
            self.page.locator(f"[name='{field}']").press_sequentially(" ")
            try:
                expect(self.page).to_have_url(re.compile(r"/edit/"), timeout=PATIENCE / 10)
            except AssertionError:
                continue
            return
        raise AssertionError("The editor did not keep the page.")

    def save_draft(self) -> None:
        """Save a draft."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Save draft").click()

    def take_action(self, name: str) -> None:
        """Choose one of the actions in the menu of the editor's button."""
        action = self.page.get_by_role("button", name=re.compile(rf"^\s*{name}\s*$", re.IGNORECASE))
        if not action.first.is_visible():
            self.page.get_by_role("button", name="More actions").click()
        with self.page.expect_navigation():
            action.first.click()

    def assert_preview(self, title: str) -> None:
        """Open the preview beside the editor and assert its text.

        The editor removes the earlier preview when it opens, without waiting for it.
        """
        self.page.wait_for_load_state("networkidle")
        self.page.get_by_role("button", name="Toggle preview").click()
        preview = self.page.frame_locator("#w-preview-iframe[src]")
        expect(preview.locator("h1")).to_contain_text(title)
        self.page.get_by_role("button", name="Toggle preview").click()

    def assert_text(self, text: str) -> None:
        """Assert that the page shows a text."""
        expect(self.page.get_by_text(re.compile(text)).first).to_be_visible()

    def translate(self, words: dict[str, str]) -> None:
        """Translate every text of the translators' screen by keyboard.

        Raises:
            KeyError: a text has no translation in the mapping.
        """
        while (waiting := self.page.locator(".seg--open")).count():
            text = self.text(waiting.first.locator("[data-text]").get_attribute("data-text") or "")
            self.translate_one(text, words[text.source])

    def text(self, source: str) -> "Text":
        """A text of the translators' screen, found by its source."""
        unit = self.page.locator("[data-seg]").filter(
            has=self.page.locator(f"[data-text={json.dumps(source, ensure_ascii=False)}]")
        )
        return Text(source, self.page.locator(f"[data-seg='{unit.first.get_attribute('data-seg')}']"))

    def translate_one(self, text: "Text", words: str) -> None:
        """Type a translation, save it, and assert that it is on the screen."""
        text.field.fill(words)
        text.field.press("Control+Enter")
        expect(text.unit.locator(f"textarea[data-stored={json.dumps(words, ensure_ascii=False)}]")).to_have_count(1)


@dataclass(frozen=True)
class Text:
    """One text on the translators' screen."""

    source: str
    unit: Locator

    @property
    def field(self) -> Locator:
        """The field of its translation."""
        return self.unit.locator("textarea")
