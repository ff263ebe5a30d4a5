"""The pages of a copied group belong with the copy, and the original keeps what it had."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from groups.models import WorkingGroupPage
from resources.models import EventPage, ResourcePage
from tests.resources.factories import (
    EventGroupFactory,
    EventMaterialFactory,
    EventPageFactory,
    ResourceGroupFactory,
    ResourcePageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group_with_content(group: WorkingGroupPage, resources: Any) -> WorkingGroupPage:
    """A group with a resource and an event below it that name it, and a resource elsewhere that does."""
    inside = ResourcePageFactory(parent=group, title="Plan")
    ResourceGroupFactory(page=inside, group=group, role="work_plan")
    event = EventPageFactory(parent=group, title="Foro")
    EventGroupFactory(page=event, group=group)
    EventMaterialFactory(page=event, resource=inside)
    outside = ResourcePageFactory(parent=resources, title="Guía")
    ResourceGroupFactory(page=outside, group=group)
    for page in (inside, event, outside):
        type(page).objects.get(pk=page.pk).save_revision().publish()
    return group


def copy_by_code(group: WorkingGroupPage, _client: Client) -> WorkingGroupPage:
    copied: WorkingGroupPage = group.copy(recursive=True, update_attrs={"title": "Copia", "slug": "copia"})
    return copied


def copy_in_admin(group: WorkingGroupPage, client: Client) -> WorkingGroupPage:
    sent = {
        "new_title": "Copia",
        "new_slug": "copia",
        "new_parent_page": group.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[group.pk]), sent)
    return WorkingGroupPage.objects.get(slug="copia")


def listed_titles(page: Any) -> list[str]:
    """What a group's page lists."""
    html = BeautifulSoup(Client().get(page.url).content, "html.parser")
    return sorted(link.get_text(strip=True) for link in html.select("main a") if link.text.strip() in {"Plan", "Guía"})


@pytest.mark.parametrize("way", [copy_by_code, copy_in_admin])
def test_each_group_lists_its_own(group_with_content: WorkingGroupPage, admin_client: Client, way: Any) -> None:
    assert listed_titles(group_with_content) == ["Guía", "Plan"]
    copied = way(group_with_content, admin_client)
    assert listed_titles(group_with_content) == ["Guía", "Plan"]
    assert listed_titles(copied) == ["Plan"]
    resource = ResourcePage.objects.get(pk__in=copied.get_children())
    assert [(row.group_id, row.role) for row in resource.groups.all()] == [(copied.pk, "work_plan")]
    event = EventPage.objects.get(pk__in=copied.get_children())
    assert [row.group_id for row in event.groups.all()] == [copied.pk]
    assert [row.resource_id for row in event.materials.all()] == [resource.pk]


def test_publishing_the_copys_draft_brings_nothing_back(group_with_content: WorkingGroupPage) -> None:
    copied = copy_by_code(group_with_content, Client())
    resource = ResourcePage.objects.get(pk__in=copied.get_children())
    resource.get_latest_revision().publish()
    assert [row.group_id for row in ResourcePage.objects.get(pk=resource.pk).groups.all()] == [copied.pk]


def test_a_page_copied_alone_stays_with_its_group(group_with_content: WorkingGroupPage) -> None:
    resource = ResourcePage.objects.get(title="Plan")
    copied = resource.copy(update_attrs={"slug": "plan-2"})
    assert [row.group_id for row in copied.groups.all()] == [group_with_content.pk]
