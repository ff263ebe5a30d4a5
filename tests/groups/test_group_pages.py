"""What lies below a group's page is the group's, at any depth; what only lies beside it is not."""

import pytest
from django.test import Client
from django.utils.text import slugify
from wagtail.models import Page

from groups.listings import services_of_group
from groups.models import ServicePage, WorkingGroupPage
from home.models import HomePage
from tests.factories import ServiceGroupFactory, ServiceKindFactory, ServicePageFactory, WorkingGroupPageFactory
from tests.support.public_pages import create_translation, get_soup

pytestmark = pytest.mark.django_db


def create_service_below(parent: Page, step: str, title: str) -> ServicePage:
    """A service as the child of that step, where others may be missing before it."""
    page = ServicePage(title=title, slug=title, summary=title, locale=parent.locale, kind=ServiceKindFactory())
    page.depth = parent.depth + 1
    page.path, page.url_path = f"{parent.path}{step}", f"{parent.url_path}{title}/"
    page.save()
    return page


def test_all_below_from_the_first_to_the_last_place_and_nothing_beside(home: HomePage) -> None:
    group, other = (WorkingGroupPageFactory(parent=home, title=title) for title in ("One", "Two"))
    first, last = create_service_below(group, "0001", "first"), create_service_below(group, "ZZZZ", "last")
    deep = create_service_below(last, "ZZZZ", "deep")
    theirs = create_service_below(other, "0001", "theirs")
    create_service_below(home, "ZZZZ", "listed")
    assert {*services_of_group(group)} == {first, last, deep}
    assert {*services_of_group(other)} == {theirs}


def test_a_group_that_is_not_stored_has_nothing(home: HomePage) -> None:
    create_service_below(home, "ZZZZ", "listed")
    assert not services_of_group(WorkingGroupPage(title="New"))


def test_a_groups_services_stand_as_editors_put_them_in_every_language(client: Client, home: HomePage) -> None:
    group = WorkingGroupPageFactory(parent=home, title="Clima", slug="clima")
    for title in ("Zeta", "Alfa", "Medio"):
        ServicePageFactory(parent=group, title=title, slug=title.lower())
    for title in ("Otro B", "Otro A"):
        elsewhere = ServicePageFactory(parent=home, title=title, slug=slugify(title))
        ServiceGroupFactory(page=elsewhere, group=group)
    assert service_titles(client, group) == ["Zeta", "Alfa", "Medio", "Otro A", "Otro B"]
    english = create_translation(group, "en", "Climate", "climate")
    for service in group.get_children():
        create_translation(service.specific, "en", f"EN {service.title}", service.slug)
    assert service_titles(client, english)[:3] == ["EN Zeta", "EN Alfa", "EN Medio"]
    last, first = group.get_children().get(slug="medio"), group.get_children().first()
    last.move(first, pos="left")
    sync_order = [each.title for each in Page.objects.get(pk=english.pk).get_children()]
    assert service_titles(client, group)[:3] == ["Medio", "Zeta", "Alfa"]
    assert service_titles(client, english)[:3] == sync_order == ["EN Medio", "EN Zeta", "EN Alfa"]


def service_titles(client: Client, group: Page) -> list[str]:
    """The services on a group's page."""
    return [
        link.get_text(strip=True) for link in get_soup(client, group.url).select("#listing-services ~ ul .card-title a")
    ]
