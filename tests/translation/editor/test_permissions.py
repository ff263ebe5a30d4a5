"""The translators' screen: whom it refuses."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.translation import team
from tests.translation.editor_screen import create_long_page, first_segment, open_screen, post_texts, stored_translation
from tests.translation.team import TranslationTeam
from tests.translation.users import client_for, create_user, is_refused
from translation.editor.models import SegmentDraft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def desk() -> TranslationTeam:
    return team.create_team()


# Rights

WRITING = ["save_texts", "keep_draft", "discard_draft", "restore_text", "save_values"]
READING = ["text_help", "preview"]


def ask(client: Client, desk: TranslationTeam, name: str) -> Any:
    pk = first_segment(desk.translation, "summary").pk
    more: dict[str, list[Any]] = {"save_texts": [], "save_values": [], "preview": ["target"]}
    address = reverse(f"translate:{name}", args=[desk.translation.pk, *more.get(name, [pk])])
    data = {f"text-{pk}": "Written", f"base-{pk}": open_screen(desk.reviewer, desk.target).base(pk), "text": "Typed"}
    return client.get(address) if name in READING else client.post(address, data)


@pytest.mark.parametrize("name", [*WRITING, *READING])
def test_only_who_may_translate_into_the_language_and_while_nothing_locks_it(desk: TranslationTeam, name: str) -> None:
    spanish = create_user(
        "spanish", pages={HomePage.objects.get(locale__language_code="es"): ("add", "change", "publish")}
    )
    nobody = create_user("nobody")
    for user in (spanish, nobody):
        assert is_refused(ask(client_for(user), desk, name))
    WorkingGroupPage.objects.filter(pk=desk.target.pk).update(locked=True)
    assert is_refused(ask(client_for(desk.translator), desk, name)) == (name in WRITING)
    WorkingGroupPage.objects.filter(pk=desk.target.pk).update(locked=False)
    Translation.objects.filter(pk=desk.translation.pk).update(enabled=False)
    response = ask_when_stopped(client_for(desk.translator), desk, name)
    assert is_refused(response) or response.status_code == 404
    assert stored_translation(desk.translation, "summary").data == "en-Resumen"
    assert not SegmentDraft.objects.exists()


def ask_when_stopped(client: Client, desk: TranslationTeam, name: str) -> Any:
    pk = first_segment(desk.translation, "summary").pk
    more: dict[str, list[Any]] = {"save_texts": [], "save_values": [], "preview": ["target"]}
    address = reverse(f"translate:{name}", args=[desk.translation.pk, *more.get(name, [pk])])
    return client.get(address) if name in READING else client.post(address, {f"text-{pk}": "x", "text": "x"})


def test_a_text_of_another_page_is_not_found(desk: TranslationTeam) -> None:
    page, other = create_long_page(3)
    pk = StringSegment.objects.filter(source=other.source).first().pk
    assert page.pk
    for name in ("keep_draft", "discard_draft", "restore_text"):
        address = reverse(f"translate:{name}", args=[desk.translation.pk, pk])
        assert client_for(desk.translator).post(address, {"text": "x"}).status_code == 404
    post_texts(desk.translator, desk.translation, {pk: "x"}, {pk: ""})
    assert not StringTranslation.objects.filter(data="x").exists()


def test_a_locked_page_is_read_and_not_written(desk: TranslationTeam) -> None:
    WorkingGroupPage.objects.filter(pk=desk.target.pk).update(locked=True)
    screen = open_screen(desk.translator, desk.target)
    assert all(field.has_attr("readonly") for field in screen.soup.select(".seg textarea"))
    assert "Save and next" not in screen.text
