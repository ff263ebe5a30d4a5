"""The demo: what it has, and that it can be run again."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation

from groups.models import Entity, ServicePage, WorkingGroupPage
from home.checks import DEMO_ACCOUNTS, DEMO_PASSWORD, check_demo_accounts
from home.demo import texts
from tests.home.state import everything


def gender(tag: str) -> WorkingGroupPage:
    """The group that has everything, in a language."""
    found: WorkingGroupPage = WorkingGroupPage.objects.get(
        translation_key=texts.key("group", "gender"), locale__language_code=tag
    )
    return found


@pytest.mark.parametrize("tag", ["es", "en", "pt-br"])
def test_the_gender_group_is_whole_in_three_languages(demo: None, tag: str) -> None:
    page = gender(tag)
    assert page.live
    assert (page.goals, page.primary_goal, page.status) == ([5, 8, 10], 5, "active")
    assert [len(objective.value["parts"]) for objective in page.objectives] == [0, 3, 0, 0, 0]
    assert {lead.entity.locale.language_code for lead in page.leads.all()} == {tag}
    assert page.purpose.count("<p>") == 2


def test_its_words_are_all_translated(demo: None) -> None:
    for translation in Translation.objects.filter(source__object_id=texts.key("group", "gender")):
        assert len(set(translation.get_progress())) == 1


def test_it_has_six_services_in_both_complete_languages(demo: None) -> None:
    assert ServicePage.objects.live().child_of(gender("es")).count() == 6
    assert ServicePage.objects.live().child_of(gender("en")).count() == 6


def test_portuguese_is_there_in_part_and_one_translation_is_unfinished(demo: None, client: Client) -> None:
    services = ServicePage.objects.child_of(gender("pt-br"))
    assert (services.live().count(), services.not_live().count()) == (3, 1)
    draft = services.not_live().get()
    texts_there, translated = Translation.objects.get(
        source__object_id=draft.translation_key, target_locale__language_code="pt-br"
    ).get_progress()
    assert 0 < translated < texts_there
    assert client.get(f"/pt-br/grupos/igualdade-de-genero/{draft.slug}/").status_code == 404


def test_groups_are_in_every_state(demo: None) -> None:
    spanish = WorkingGroupPage.objects.live().filter(locale__language_code="es")
    assert sorted(spanish.values_list("status", flat=True)) == ["active", "active", "closed", "proposed"]


def test_entities_have_the_name_of_each_language(demo: None) -> None:
    names = Entity.objects.filter(key="ohchr", live=True).values_list("locale__language_code", "acronym")
    assert dict(names) == {"es": "ACNUDH", "en": "OHCHR"}


@pytest.mark.parametrize("tag", ["es", "en", "pt-br"])
def test_every_page_answers_with_its_title(demo: None, client: Client, tag: str) -> None:
    pages = Page.objects.live().filter(locale__language_code=tag, depth__gt=1)
    assert pages.count() > 25
    for page in pages:
        response = client.get(page.get_url())
        assert response.status_code == 200, page.url_path
        assert page.title in response.content.decode(), page.url_path


def test_french_is_configured_and_honestly_absent(demo: None, client: Client) -> None:
    assert not Page.objects.filter(locale__language_code="fr").exists()
    assert client.get("/fr/").status_code == 404


def test_the_tree_is_sound(demo: None) -> None:
    assert not any(Page.find_problems())


def test_no_redirects_from_addresses_that_never_were(demo: None) -> None:
    assert everything()["wagtailredirects.Redirect"] == []


def test_a_second_run_changes_nothing(demo: None, settings: Any) -> None:
    settings.DEBUG = True
    before = everything()
    call_command("demo", verbosity=0)
    assert everything() == before


def test_a_second_run_keeps_what_was_changed(demo: None, settings: Any) -> None:
    settings.DEBUG = True
    page = gender("es")
    page.summary = "Otro resumen"
    page.save_revision().publish()
    home = Site.objects.get().root_page.specific
    home.lead = "<p>Otra entradilla</p>"
    home.save_revision().publish()
    editor = get_user_model().objects.get(username="editor")
    editor.set_password("another")
    editor.save()
    before = everything()
    call_command("demo", verbosity=0)
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "group", "language"),
    [
        ("admin", None, "es"),
        ("editor", "Editors", "es"),
        ("lead", "Focal point: GT Género", "es"),
        ("reviewer", "Reviewers", "es"),
        ("translator-en", "Translators (en)", "en"),
        ("translator-pt", "Translators (pt-br)", "pt-br"),
        ("service-desk", "Service desk", "es"),
    ],
)
def test_accounts(demo: None, name: str, group: str | None, language: str) -> None:
    user: Any = authenticate(username=name, password=DEMO_PASSWORD)
    assert user.is_superuser == (name == "admin")
    assert [held.name for held in user.groups.all()] == ([group] if group else [])
    assert user.wagtail_userprofile.preferred_language == language


def test_the_deploy_check_finds_open_demo_accounts(demo: None, settings: Any) -> None:
    settings.DEBUG = False
    (found,) = check_demo_accounts(None)
    assert found.id == "home.E001"
    assert all(name in found.msg for name in DEMO_ACCOUNTS)


def test_the_deploy_check_is_content_once_they_are_closed(demo: None, settings: Any) -> None:
    settings.DEBUG = False
    users = get_user_model().objects
    users.exclude(username="editor").update(is_active=False)
    editor = users.get(username="editor")
    editor.set_password("a long and private one")
    editor.save()
    assert check_demo_accounts(None) == []


def test_the_command_line_says_who_can_log_in(demo: None, settings: Any) -> None:
    settings.DEBUG = True
    out = StringIO()
    call_command("demo", stdout=out, stderr=StringIO())
    assert "translator-pt" in out.getvalue()
    assert Locale.objects.filter(language_code="fr").count() == 0
