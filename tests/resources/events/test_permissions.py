"""Where news and events may be made, by whom, and how they are found."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import WorkingGroupPage
from home.setup import roles
from resources.models import EventPage, EventType, NewsPage
from tests.factories import WorkingGroupPageFactory
from tests.resources.factories import EventPageFactory, EventTypeFactory, NewsPageFactory
from tests.translation.users import client_for, create_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [NewsPage, EventPage])
def test_they_lie_below_a_group_or_their_list(group: WorkingGroupPage, events: Any, news: Any, model: Any) -> None:
    own = events if model is EventPage else news
    other = news if model is EventPage else events
    assert model.can_create_at(group)
    assert model.can_create_at(own)
    assert not model.can_create_at(other)
    assert not model.can_create_at(group.get_parent().specific)


def test_a_groups_focal_point_writes_its_events_and_no_others(group: WorkingGroupPage, events: Any) -> None:
    user = create_user("Somebody")
    user.groups.add(roles.focal_point_group(group))
    other = WorkingGroupPageFactory(parent=group.get_parent())
    mine, theirs, shared = (EventPageFactory(parent=parent) for parent in (group, other, events))
    may = {page: page.permissions_for_user(user).can_edit() for page in (mine, theirs, shared)}
    assert may == {mine: True, theirs: False, shared: False}
    address = reverse("wagtailadmin_pages:add", args=["resources", "eventpage", group.pk])
    assert client_for(user).get(address).status_code == 200


@pytest.mark.indexed
def test_they_are_found_by_their_words(client: Client, events: Any, news: Any) -> None:
    EventPageFactory(parent=events, title="Foro", venue="Palacio Quetzal", status="cancelled")
    NewsPageFactory(parent=news, title="Acuerdo", summary="Sobre el quetzal")
    found = client.get("/es/buscar/?q=quetzal")
    assert {hit.entry.title for hit in found.context["hits"]} == {"Foro", "Acuerdo"}
    assert "marzo de 2027" in found.content.decode()
    assert "status-cancelled" in found.content.decode()


def test_types_are_listed_and_edited(editor: Client, events: Any) -> None:
    made = EventTypeFactory(label="Encuentro")
    address = reverse(EventType.snippet_viewset.get_url_name("list"))
    assert "Encuentro" in editor.get(address).content.decode()
    response = editor.post(
        f"{reverse(EventType.snippet_viewset.get_url_name('add'))}?locale=es",
        {"label": "Otro", "key": made.key, "order": "1"},
    )
    assert set(response.context["form"].errors) == {"key"}
