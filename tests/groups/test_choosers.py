"""A chooser opens in the language of what is edited, and leads to the others."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Entity, WorkingGroupPage
from tests.factories import EntityFactory
from tests.groups.public_pages import create_english_version
from tests.platform import english_locale
from tests.support.edit_form import edit_url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entities(group: WorkingGroupPage) -> None:
    EntityFactory(name="Mujeres")
    EntityFactory(name="Women", locale=english_locale())


def chooser_entities(editor: Client, opened_from: str, **query: str) -> set[str]:
    """The entities that the chooser offers when it is opened from an address of the admin."""
    address = reverse(Entity.snippet_viewset.chooser_viewset.get_url_name("choose"))
    headers: Any = {"Referer": f"http://testserver{opened_from}"}
    html = editor.get(address, query, headers=headers).json()["html"]
    return {name for name in ("Mujeres", "Women") if name in html}


def test_it_opens_in_the_language_of_the_page(editor: Client, group: WorkingGroupPage) -> None:
    assert chooser_entities(editor, edit_url(group)) == {"Mujeres"}
    assert chooser_entities(editor, edit_url(create_english_version(group))) == {"Women"}
    below = reverse("wagtailadmin_pages:add", args=["groups", "servicepage", group.pk])
    assert chooser_entities(editor, below) == {"Mujeres"}


def test_it_opens_in_the_language_of_the_snippet(editor: Client) -> None:
    for entity in Entity.objects.all():
        assert chooser_entities(editor, reverse("wagtailsnippets_groups_entity:edit", args=[entity.pk])) == {
            entity.name
        }
    assert chooser_entities(editor, reverse("wagtailsnippets_groups_theme:add") + "?locale=en") == {"Women"}


def test_the_editor_can_choose_from_all_languages(editor: Client, group: WorkingGroupPage) -> None:
    assert chooser_entities(editor, edit_url(group), locale="") == {"Mujeres", "Women"}
    assert chooser_entities(editor, edit_url(group), locale="en") == {"Women"}


@pytest.mark.parametrize("address", ["", "/admin/", "/nowhere/", "/admin/pages/999999/edit/"])
def test_without_a_known_language_it_offers_all(editor: Client, address: str) -> None:
    assert chooser_entities(editor, address) == {"Mujeres", "Women"}
