"""A snippet's translations go with it, unless something needs one of them; then nothing is deleted."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from groups.models import Entity, GroupLead, WorkingGroupPage
from tests.translation.factories import create_entity, create_translated_group
from translation.exchange.new_translation import land

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> WorkingGroupPage:
    """The English version of a group."""
    return create_translated_group()[1]


@pytest.fixture
def pair(group: WorkingGroupPage) -> tuple[Entity, Entity]:
    source = create_entity(name="Mujeres")
    return source, land(source, Locale.objects.get(language_code="en"), {"name": "Women"})


@pytest.fixture
def needed_pair(group: WorkingGroupPage, pair: tuple[Entity, Entity]) -> tuple[Entity, Entity]:
    """A pair whose translation alone leads a group."""
    GroupLead.objects.create(page=group, entity=pair[1], locale=group.locale)
    return pair


def entity_names() -> set[str]:
    return set(Entity.objects.values_list("name", flat=True))


def delete(editor: Client, instance: Entity, way: str) -> Any:
    if way == "alone":
        return editor.post(reverse("wagtailsnippets_groups_entity:delete", args=[instance.pk]), follow=True)
    address = reverse("wagtail_bulk_action", args=["groups", "entity", "delete"])
    return editor.post(f"{address}?id={instance.pk}", follow=True)


@pytest.mark.parametrize("way", ["alone", "bulk"])
def test_deleting_the_source_deletes_its_translations(
    admin_client: Client, pair: tuple[Entity, Entity], way: str
) -> None:
    delete(admin_client, pair[0], way)
    assert entity_names() == set()


def test_a_deleted_translation_leaves_its_source(pair: tuple[Entity, Entity]) -> None:
    pair[1].delete()
    assert entity_names() == {"Mujeres"}


def test_others_are_left_alone(pair: tuple[Entity, Entity]) -> None:
    create_entity(name="Ajena")
    Entity.objects.filter(pk=pair[0].pk).delete()
    assert entity_names() == {"Ajena"}


@pytest.mark.parametrize("way", ["alone", "bulk"])
def test_a_translation_that_is_needed_keeps_both_and_the_editor_is_told_by_what(
    admin_client: Client, needed_pair: tuple[Entity, Entity], group: WorkingGroupPage, way: str
) -> None:
    response = delete(admin_client, needed_pair[0], way)
    assert entity_names() == {"Mujeres", "Women"}
    (message,) = [str(message) for message in response.context["messages"]]
    with translation.override("es"):
        assert "Mujeres" in message
        assert f"“{group.title}”" in message


def test_the_question_is_not_asked_when_the_answer_is_no(
    admin_client: Client, needed_pair: tuple[Entity, Entity], group: WorkingGroupPage
) -> None:
    response: Any = admin_client.get(reverse("wagtailsnippets_groups_entity:delete", args=[needed_pair[0].pk]))
    assert response.url == reverse("wagtailsnippets_groups_entity:list")


def test_in_code_nothing_is_deleted_either(needed_pair: tuple[Entity, Entity]) -> None:
    with pytest.raises(ProtectedError), transaction.atomic():
        needed_pair[0].delete()
    assert entity_names() == {"Mujeres", "Women"}
