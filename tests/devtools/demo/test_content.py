"""The demo: what it has, and that it can be run again."""

from collections import Counter
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.utils.html import escape
from wagtail.models import Page, Site

from core.base.models import BasePage
from core.blocks.body_blocks import BODY_BLOCKS
from devtools.demo import texts
from devtools.demo.covers import COVERS
from devtools.demo.images import DRAWINGS
from groups.models import ContactPoint, Entity, Person, SDGPage, ServicePage, Theme, WorkingGroupPage
from home.checks import DEMO_ACCOUNTS, DEMO_PASSWORD, check_demo_accounts
from tests.home.database_rows import all_rows

#: Fields of pages in general: titles, and what is for menus and search engines.
GENERAL = {declared.field_name for declared in BasePage.translatable_fields}


def is_filled(value: Any) -> bool:
    """Whether somebody wrote or chose something."""
    return value.exists() if hasattr(value, "exists") else value not in (None, "", []) and bool(value)


def gender_group(tag: str) -> WorkingGroupPage:
    """The group that has everything, in a language."""
    found: WorkingGroupPage = WorkingGroupPage.objects.get(
        translation_key=texts.key("group", "gender"), locale__language_code=tag
    )
    return found


@pytest.mark.parametrize("tag", ["es", "en", "pt-br", "fr", "ar"])
def test_the_gender_group_is_whole_in_every_language(demo: None, tag: str) -> None:
    page = gender_group(tag)
    assert page.live
    assert (page.goals, page.primary_goal, page.status) == ([5, 8, 10], 5, "active")
    assert [len(objective.value["parts"]) for objective in page.objectives] == [0, 3, 0, 0, 0]
    assert [lead.role for lead in page.leads.all()] == ["co_chair", "co_chair", "secretariat"]
    assert page.purpose.count("<p>") == 2


def test_it_has_six_services_in_both_complete_languages(demo: None) -> None:
    assert ServicePage.objects.live().child_of(gender_group("es")).count() == 6
    assert ServicePage.objects.live().child_of(gender_group("en")).count() == 6


def test_it_has_what_the_contract_says(demo: None) -> None:
    spanish = WorkingGroupPage.objects.live().filter(locale__language_code="es")
    kinds = Counter(spanish.values_list("kind__key", flat=True))
    assert kinds == {"issue-based-coalition": 6, "working-group": 2, "operational-group": 4}
    assert Counter(spanish.values_list("status", flat=True)) == {"active": 10, "closed": 1, "proposed": 1}
    assert ServicePage.objects.live().filter(locale__language_code="es").count() == 14
    assert Entity.objects.values("key").distinct().count() == 25
    assert SDGPage.objects.live().filter(locale__language_code="es").count() == 17
    themes = Theme.objects.filter(locale__language_code="es")
    assert {theme.parent_id is None for theme in themes} == {True, False}
    assert not themes.filter(parent__parent__isnull=False).exists()


def test_the_closed_group_says_since_when_and_whom_to_ask(demo: None) -> None:
    closed_groups = WorkingGroupPage.objects.filter(status="closed")
    assert closed_groups
    for page in closed_groups:
        assert page.closed_on
        assert page.closing_message
        leads = page.leads.all()
        assert leads
        assert all(lead.until for lead in leads)


def test_every_field_of_a_group_and_a_service_is_filled_somewhere(demo: None) -> None:
    for model in (WorkingGroupPage, ServicePage):
        pages = list(model.objects.filter(locale__language_code="es"))
        for declared in model.translatable_fields:
            name = declared.field_name
            if name not in GENERAL:
                assert any(is_filled(getattr(page, name)) for page in pages), f"{model.__name__}.{name}"


def test_every_block_is_used_somewhere(demo: None) -> None:
    used = set()
    for page in Page.objects.filter(locale__language_code="es", depth__gt=1).specific():
        used |= {block.block_type for block in getattr(page, "body", ())}
    assert used == set(dict(BODY_BLOCKS))


def test_people_are_invented_and_shown_no_longer_than_agreed(demo: None) -> None:
    people = Person.objects.filter(locale__language_code="es")
    assert {person.is_visible for person in people} == {True, False}
    assert all(person.consent_on and "inventada" in person.post for person in people)
    mailboxes = {*ContactPoint.objects.values_list("email", flat=True), *people.values_list("email", flat=True)} - {""}
    assert all(mailbox.endswith("@example.org") for mailbox in mailboxes)


def test_entities_have_their_official_name_and_acronym_in_each_language(demo: None) -> None:
    def named(key: str, field: str = "acronym") -> dict[str, str]:
        return dict(Entity.objects.filter(key=key, live=True).values_list("locale__language_code", field))

    languages = {texts.SOURCE, *texts.TARGETS}
    for entity in texts.load("entities"):
        assert named(entity["key"]).keys() == languages
        assert all(named(entity["key"], "name").values())
        assert all(named(entity["key"]).values())
    assert named("unhcr") == {"es": "ACNUR", "en": "UNHCR", "pt-br": "ACNUR", "fr": "HCR"}
    assert named("undp") == {"es": "PNUD", "en": "UNDP", "pt-br": "PNUD", "fr": "PNUD"}
    assert named("eclac") == {"es": "CEPAL", "en": "ECLAC", "pt-br": "CEPAL", "fr": "CEPALC"}
    assert named("wmo") == {"es": "OMM", "en": "WMO", "pt-br": "OMM", "fr": "OMM"}
    assert named("unaids") == {"es": "ONUSIDA", "en": "UNAIDS", "pt-br": "UNAIDS", "fr": "ONUSIDA"}
    assert named("wfp")["fr"] == "PAM"
    assert named("un-women")["fr"] == "ONU-Femmes"
    assert named("un-women", "name")["fr"].endswith("l’autonomisation des femmes")
    assert named("iom", "name")["fr"] == "Organisation internationale pour les migrations"


def test_images_say_what_they_show_or_who_made_them(demo: None) -> None:
    for group in WorkingGroupPage.objects.filter(locale__language_code="es"):
        assert group.logo_alt
        assert group.logo.credit
        assert group.logo.file.storage.exists(group.logo.file.name)


def test_a_drawing_is_the_same_every_time() -> None:
    assert DRAWINGS["hero"]().file("one").read() == DRAWINGS["hero"]().file("two").read()
    assert len({draw().image.tobytes() for draw in COVERS.values()}) == len(COVERS)


def test_the_film_is_one_that_browsers_play_with_captions_in_three_languages(demo: None) -> None:
    page = Page.objects.get(translation_key=texts.key("page", "how-we-work"), locale__language_code="es").specific
    (block,) = [block for block in page.body if block.block_type == "video"]
    data = block.value["file"].file.read()
    assert data.startswith(bytes.fromhex("1a45dfa3"))
    assert data.count(b"\x9d\x01\x2a") == 4  # the start code of each key frame
    assert [captions["language"] for captions in block.value["captions"]] == ["es", "en", "pt"]
    assert block.value["captions"][0]["file"].file.read().startswith(b"WEBVTT\n\n00:00:00.000 --> 00:00:04.000\n")


@pytest.mark.one_database
@pytest.mark.parametrize("tag", ["es", "en", "pt-br", "fr", "ar"])
def test_every_page_answers_with_its_title(demo: None, pages: dict[str, str], tag: str) -> None:
    for page in Page.objects.live().filter(locale__language_code=tag, depth__gt=1):
        assert escape(page.title) in pages[urlsplit(page.get_url()).path], page.url_path


def test_the_tree_is_sound(demo: None) -> None:
    assert not any(Page.find_problems())


def test_no_redirects_from_addresses_that_never_were(demo: None) -> None:
    assert all_rows()["wagtailredirects.Redirect"] == []


def test_a_second_run_changes_nothing(demo: None, settings: Any) -> None:
    settings.DEBUG = True
    before = all_rows()
    call_command("demo", verbosity=0)
    assert all_rows() == before


def test_a_second_run_keeps_what_was_changed(demo: None, settings: Any) -> None:
    settings.DEBUG = True
    page = gender_group("es")
    page.summary = "Otro resumen"
    page.save_revision().publish()
    home = Site.objects.get().root_page.specific
    home.lead = "<p>Otra entradilla</p>"
    home.save_revision().publish()
    editor = get_user_model().objects.get(username="editor")
    editor.set_password("another")
    editor.save()
    before = all_rows()
    call_command("demo", verbosity=0)
    assert all_rows() == before


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
