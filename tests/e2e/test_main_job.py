"""The platform's main job, as people do it: compose, review, translate, read, and keep in step."""

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Locale

from groups.models import Entity, WorkingGroupIndexPage, WorkingGroupPage
from tests.e2e.admin_user import AdminUser
from tests.e2e.conftest import Enter
from tests.translation.factories import publish

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORDS = {
    "Grupo de Trabajo sobre Igualdad de Género": "Working Group on Gender Equality",
    "grupo-de-trabajo-sobre-igualdad-de-genero": "working-group-on-gender-equality",
    "Coordina a las entidades de la región.": "Coordinates the entities of the region.",
    "Una sola voz por la igualdad.": "One voice for equality.",
    "Incorporar la perspectiva de género": "Bring the gender perspective in",
    "Que cada plan la tenga en cuenta.": "That every plan takes it into account.",
    "En los marcos de cooperación": "In the cooperation frameworks",
    "En las respuestas humanitarias": "In humanitarian responses",
    "Cómo trabajamos": "How we work",
    "La igualdad es la medida del desarrollo.": "Equality is the measure of development.",
    "Conferencia Regional": "Regional Conference",
}


@pytest.fixture
def entities(platform: None) -> None:
    """Two entities that can lead a group."""
    for key, name in (("un-women", "ONU Mujeres"), ("eclac", "CEPAL")):
        entity = Entity(
            name=name, key=key, kind=Entity.Kind.choices[0][0], locale=Locale.objects.get(language_code="es")
        )
        entity.save()
        publish(entity)


def source() -> WorkingGroupPage:
    """The group that the editor composed."""
    return WorkingGroupPage.objects.get(locale__language_code="es")


def target() -> WorkingGroupPage:
    """Its English version."""
    return WorkingGroupPage.objects.get(locale__language_code="en")


def compose(editor: AdminUser) -> None:
    """A group with purpose, objectives with parts, goals, leads and two blocks, step by step as a draft."""
    title, _slug, summary, purpose, objective, explained, first_part, second_part, heading, quotation, speaker = WORDS
    index = WorkingGroupIndexPage.objects.get(locale__language_code="es")
    editor.page.goto(f"/admin/pages/add/groups/workinggrouppage/{index.pk}/")
    editor.write("title", title)
    editor.type("summary", summary)
    editor.type_until_autosaved("summary")
    editor.write_rich("purpose", purpose)
    editor.add_block("objectives")
    editor.write("objectives-0-value-heading", objective)
    editor.write_rich("objectives-0-value-text", explained)
    for number, part in enumerate((first_part, second_part)):
        editor.add_item("objectives", "objectives-0-value-parts")
        editor.write(f"objectives-0-value-parts-{number}-value", part)
    editor.add_block("body", "Heading")
    editor.write("body-0-value-text", heading)
    editor.add_block("body", "Quote")
    editor.write("body-1-value-text", quotation)
    editor.write("body-1-value-author", speaker)
    editor.open_tab("Facts")
    editor.choose(editor.page.locator("[data-contentpath='kind']"), "Grupo de trabajo")
    for goal in ("5. Gender equality", "8. Decent work and economic growth", "10. Reduced inequalities"):
        editor.tick(goal)
    editor.open_tab("Relations")
    for entity in ("ONU Mujeres", "CEPAL"):
        editor.choose(editor.add_row("leads", "lead"), entity)
    editor.save_draft()


def send_to_english(reviewer: AdminUser) -> None:
    """Ask for the English version of the group."""
    reviewer.page.goto(f"/admin/localize/submit/page/{source().pk}/")
    reviewer.page.get_by_label("English").check()
    reviewer.page.get_by_role("button", name="Submit").click()
    reviewer.assert_text("has been sent to the translators")


def assert_texts(visitor: Page, address: str, *texts: str) -> None:
    """Find every text on a public page, without JavaScript."""
    response = visitor.goto(address)
    assert response is not None
    assert response.status == 200
    expect(visitor.locator("h1")).to_have_count(1)
    for text in texts:
        expect(visitor.locator("body")).to_contain_text(text)


def test_the_main_job(log_in: Enter, entities: None, plain_page: Page, console_errors: list[str]) -> None:
    spanish = [text for text in WORDS if " " in text]
    english = [text for text in WORDS.values() if " " in text]

    editor = log_in("editor")
    compose(editor)
    # An autosave while a row still lacks its entity is answered with the error at that field.
    console_errors[:] = [error for error in console_errors if "400 (Bad Request)" not in error]
    editor.assert_preview(spanish[0])
    editor.take_action("Submit to Revisión")
    editor.assert_text("has been submitted for moderation")
    assert not source().live

    reviewer = log_in("reviewer")
    reviewer.page.goto(f"/admin/pages/{source().pk}/edit/")
    reviewer.take_action("Approve and Publish")
    assert_texts(plain_page, source().url, *spanish, "ONU Mujeres", "CEPAL", "Igualdad de género")

    send_to_english(reviewer)
    assert not target().live
    assert plain_page.request.get(target().url).status == 404

    translator = log_in("translator-en")
    translator.page.goto(f"/admin/pages/{target().pk}/edit/")
    translator.translate(WORDS)
    translator.page.get_by_role("button", name="Submit for review").click()
    translator.assert_text("was submitted for review")
    assert not target().live

    reviewer.page.goto(f"/admin/pages/{target().pk}/edit/")
    reviewer.page.get_by_role("button", name="Approve and publish").click()
    reviewer.assert_text("Approved")
    assert_texts(plain_page, target().url, *english, "Gender equality")
    for text in spanish:
        expect(plain_page.locator("body")).not_to_contain_text(text)

    the_source_moves_on(editor, reviewer, translator)
    the_group_closes(editor, reviewer, plain_page)


def the_source_moves_on(editor: AdminUser, reviewer: AdminUser, translator: AdminUser) -> None:
    """Words change in Spanish; the translator is told where they look."""
    editor.page.goto(f"/admin/pages/{source().pk}/edit/")
    editor.write("summary", "Reúne a las entidades de la región.")
    editor.take_action("Submit to Revisión")
    reviewer.page.goto(f"/admin/pages/{source().pk}/edit/")
    reviewer.take_action("Approve and Publish")

    translator.page.goto(f"/admin/pages/{target().pk}/edit/")
    translator.assert_text("The source has changed: 1 text")
    assert target().summary == WORDS["Coordina a las entidades de la región."]


def the_group_closes(editor: AdminUser, reviewer: AdminUser, visitor: Page) -> None:
    """The group is closed in Spanish, and so it is in English, without anybody translating."""
    editor.page.goto(f"/admin/pages/{source().pk}/edit/")
    editor.open_tab("Facts")
    editor.page.locator("[name='status']").select_option("closed")
    editor.write("closed_on", "2026-06-30")
    editor.take_action("Submit to Revisión")
    assert target().status == WorkingGroupPage.Status.ACTIVE, "a draft changes nothing for the public"
    reviewer.page.goto(f"/admin/pages/{source().pk}/edit/")
    reviewer.take_action("Approve and Publish")

    assert_texts(visitor, source().url, "Cerrado")
    assert_texts(visitor, target().url, "Closed", WORDS["Coordina a las entidades de la región."])
