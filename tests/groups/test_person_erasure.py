"""Of somebody who is erased nothing stays; who is no longer shown is erased after a while."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail_localize.models import String, TranslatableObject

from groups.models import Person, WorkingGroupPage
from groups.person_erasure import erase, erase_expired
from tests.factories import ContentPageFactory, EntityFactory, GroupLeadFactory, ImageFactory, PersonFactory
from tests.groups.conftest import create_editor_client, create_group
from tests.groups.public_pages import create_english_version, get_html, republish
from tests.platform import english_locale
from tests.support.rollback import rolled_back

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

NAME, MAIL, POST = "Ximena Wayra", "wayra@example.org", "Guardiana del archivo"
TODAY = date(2026, 6, 1)


def tables() -> list[str]:
    """Every table of the database, those of the search index as well."""
    return connection.introspection.table_names()


def rows_containing(*texts: str) -> dict[str, str]:
    """The tables in which one of the texts stands, and the row."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                whole = " ".join(
                    bytes(cell).decode(errors="replace") if isinstance(cell, memoryview | bytes) else str(cell)
                    for cell in row
                ).lower()
                if any(text.lower() in whole for text in texts):
                    found[table] = whole
    return found


@pytest.fixture(scope="module")
def module_person(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[WorkingGroupPage, Person, Client]]:
    """Somebody with all that can be kept of them: versions, drafts, translations, a photo, an editor's edits."""
    with rolled_back(django_db_blocker, indexed=True):
        group, editor = create_group(), create_editor_client()
        yield group, create_person(editor, group), editor


def create_person(editor: Client, group: WorkingGroupPage) -> Person:
    """A person of a group, as the editor added them."""
    values = {"name": NAME, "post": POST, "email": MAIL, "key": "ximena-wayra", "consent_on": "2024-01-02"}
    add = reverse("wagtailsnippets_groups_person:add") + "?locale=es"
    assert editor.post(add, {**values, "action-publish": "1"}).status_code == 302
    made = Person.objects.get()
    made.photo = ImageFactory(title=NAME)
    made.entity = EntityFactory(name="Mujeres")
    made.save_revision().publish()
    made.save_revision()
    edit = reverse("wagtailsnippets_groups_person:edit", args=[made.pk])
    editor.post(edit, {**values, "photo": str(made.photo_id), "entity": str(made.entity_id)})
    create_english_version(made, post=f"EN {POST}")
    GroupLeadFactory(page=group, person=made)
    body: Any = [{"type": "people", "value": {"heading": "Equipo", "persons": [made.pk]}}]
    group.body = body
    group.save_revision().publish()
    create_english_version(group)
    return Person.objects.get(pk=made.pk)


@pytest.fixture
def group(module_person: tuple[WorkingGroupPage, Person, Client], db: None) -> WorkingGroupPage:
    return WorkingGroupPage.objects.get(pk=module_person[0].pk)


@pytest.fixture
def person(module_person: tuple[WorkingGroupPage, Person, Client], db: None) -> Person:
    return Person.objects.get(pk=module_person[1].pk)


@pytest.fixture
def editor(module_person: tuple[WorkingGroupPage, Person, Client]) -> Client:
    return module_person[2]


def test_the_search_for_what_is_left_finds_something(person: Person) -> None:
    assert {"groups_person", "wagtailcore_revision", "wagtail_localize_string"} <= rows_containing(
        NAME, MAIL, POST
    ).keys()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("way", ["admin", "bulk", "code", "erase"])
def test_nothing_stays_whichever_version_is_deleted_by_whatever_way(
    editor: Client, person: Person, way: str, language: str
) -> None:
    version = Person.objects.get(locale__language_code=language)
    if way == "admin":
        address = reverse("wagtailsnippets_groups_person:delete", args=[version.pk])
        assert editor.get(address).status_code == 200
        assert editor.post(address).status_code == 302
    elif way == "bulk":
        address = reverse("wagtail_bulk_action", args=["groups", "person", "delete"])
        assert editor.post(f"{address}?id={version.pk}").status_code == 302
    elif way == "code":
        Person.objects.filter(pk=version.pk).delete()
    else:
        assert erase(person.translation_key)
    assert rows_containing(NAME, MAIL, POST, "ximena-wayra") == {}
    assert not get_image_model().objects.exists()
    assert not Revision.objects.filter(content_type__model="person").exists()


def test_the_log_says_what_was_done_and_not_to_whom(editor: Client, person: Person) -> None:
    labels = {entry.label for entry in ModelLogEntry.objects.filter(content_type__model="person")}
    assert labels == {f"Person {person.pk}", f"Person {Person.objects.get(locale=english_locale()).pk}"}


def test_the_pages_that_named_the_person_go_on(client: Client, group: WorkingGroupPage, person: Person) -> None:
    erase(person.translation_key)
    version = group.get_translation(english_locale())
    for page in (group, version):
        assert NAME not in get_html(client, page)
        assert page.leads.get().person is None
    source = republish(group)
    source.summary = "Otro resumen"
    source.save_revision().publish()
    again = create_english_version(source)
    assert again.leads.get().person is None
    assert NAME not in get_html(client, again)


def test_what_others_have_as_well_stays(person: Person) -> None:
    ImageFactory(title="Ajena")
    other = PersonFactory(name="Otra", post=POST, photo=person.photo)
    create_english_version(other, post=f"EN {POST}")
    erase(person.translation_key)
    assert get_image_model().objects.filter(pk=other.photo_id).exists()
    assert String.objects.filter(data=POST).exists()
    assert TranslatableObject.objects.filter(translation_key=other.translation_key).exists()
    erase(other.translation_key)
    assert set(get_image_model().objects.values_list("title", flat=True)) == {"Ajena"}
    assert not String.objects.filter(data=POST).exists()


def test_a_photo_that_a_page_shows_stays(group: WorkingGroupPage, person: Person) -> None:
    body = [{"type": "image", "value": {"image": person.photo_id, "alt": "Foto"}}]
    page = ContentPageFactory(parent=group.get_parent().get_parent(), body=body)
    ReferenceIndex.create_or_update_for_object(page)
    erase(person.translation_key)
    assert get_image_model().objects.filter(pk=person.photo_id).exists()


def create_person_until(day: date | None, **values: Any) -> Person:
    made: Person = PersonFactory(visible_until=day, **values)
    return made


@pytest.mark.parametrize(
    ("days", "left"), [(-1, True), (0, True), (29, True), (30, True), (31, False), (4000, False), (None, True)]
)
def test_who_is_no_longer_shown_is_erased_after_the_time_set(
    group: WorkingGroupPage, settings: Any, days: int | None, left: bool
) -> None:
    settings.PERSON_RETENTION_DAYS = 30
    made = create_person_until(None if days is None else TODAY - timedelta(days=days))
    assert erase_expired(TODAY) == int(not left)
    assert erase_expired(TODAY) == 0
    assert Person.objects.filter(pk=made.pk).exists() == left


def test_a_person_is_erased_once_and_whole(group: WorkingGroupPage, person: Person) -> None:
    Person.objects.update(visible_until=TODAY - timedelta(days=366))
    create_person_until(TODAY)
    assert erase_expired(TODAY) == 1
    assert rows_containing(NAME, MAIL, POST) == {}
    assert Person.objects.count() == 1


def test_a_person_whose_time_was_prolonged_in_one_language_is_kept(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(visible_until=TODAY - timedelta(days=4000))
    assert erase_expired(TODAY) == 0


def test_the_command_says_how_many(group: WorkingGroupPage, capsys: pytest.CaptureFixture[str]) -> None:
    create_person_until(date(2020, 1, 2), consent_on=date(2019, 1, 2))
    call_command("forget_people")
    assert "People erased: 1" in capsys.readouterr().out
    call_command("forget_people", verbosity=0)
    assert capsys.readouterr().out == ""


def test_every_table_is_looked_at() -> None:
    assert {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed} <= set(
        tables()
    )
