"""The translators' screen: whom it refuses."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.translation.editor_screen import create_long_page, first_segment, open_screen, post_texts, stored_translation
from tests.translation.team import TranslationTeam
from tests.translation.users import client_for, create_user, is_refused
from translation.editor.models import SegmentDraft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_default")]


# Rights

WRITING = ["save_texts", "keep_draft", "discard_draft", "restore_text", "save_values"]
READING = ["text_help", "preview"]


def post_action(client: Client, team: TranslationTeam, name: str) -> Any:
    pk = first_segment(team.translation, "summary").pk
    more: dict[str, list[Any]] = {"save_texts": [], "save_values": [], "preview": ["target"]}
    address = reverse(f"translate:{name}", args=[team.translation.pk, *more.get(name, [pk])])
    data = {f"text-{pk}": "Written", f"base-{pk}": open_screen(team.reviewer, team.target).base(pk), "text": "Typed"}
    return client.get(address) if name in READING else client.post(address, data)


@pytest.mark.parametrize("name", [*WRITING, *READING])
def test_only_who_may_translate_into_the_language_and_while_nothing_locks_it(team: TranslationTeam, name: str) -> None:
    spanish = create_user(
        "spanish", pages={HomePage.objects.get(locale__language_code="es"): ("add", "change", "publish")}
    )
    nobody = create_user("nobody")
    for user in (spanish, nobody):
        assert is_refused(post_action(client_for(user), team, name))
    WorkingGroupPage.objects.filter(pk=team.target.pk).update(locked=True)
    assert is_refused(post_action(client_for(team.translator), team, name)) == (name in WRITING)
    WorkingGroupPage.objects.filter(pk=team.target.pk).update(locked=False)
    Translation.objects.filter(pk=team.translation.pk).update(enabled=False)
    response = ask_when_stopped(client_for(team.translator), team, name)
    assert is_refused(response) or response.status_code == 404
    assert stored_translation(team.translation, "summary").data == "en-Resumen"
    assert not SegmentDraft.objects.exists()


def ask_when_stopped(client: Client, team: TranslationTeam, name: str) -> Any:
    pk = first_segment(team.translation, "summary").pk
    more: dict[str, list[Any]] = {"save_texts": [], "save_values": [], "preview": ["target"]}
    address = reverse(f"translate:{name}", args=[team.translation.pk, *more.get(name, [pk])])
    return client.get(address) if name in READING else client.post(address, {f"text-{pk}": "x", "text": "x"})


def test_a_text_of_another_page_is_not_found(team: TranslationTeam) -> None:
    page, other = create_long_page(3)
    pk = StringSegment.objects.filter(source=other.source).first().pk
    assert page.pk
    for name in ("keep_draft", "discard_draft", "restore_text"):
        address = reverse(f"translate:{name}", args=[team.translation.pk, pk])
        assert client_for(team.translator).post(address, {"text": "x"}).status_code == 404
    post_texts(team.translator, team.translation, {pk: "x"}, {pk: ""})
    assert not StringTranslation.objects.filter(data="x").exists()


def test_a_locked_page_is_read_and_not_written(team: TranslationTeam) -> None:
    WorkingGroupPage.objects.filter(pk=team.target.pk).update(locked=True)
    screen = open_screen(team.translator, team.target)
    fields = screen.soup.select(".seg textarea")
    assert len(fields) == len(screen.units) > 1
    assert all(field.has_attr("readonly") for field in fields)
    assert "Save and next" not in screen.text
