"""Many related things take as many queries as few, in the source's language and in a translation."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from core.base.list_definition import PAGE_SIZE
from groups.listings import PER_PAGE as CARDS_A_LEAF
from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    AudienceFactory,
    ContactPointFactory,
    EntityFactory,
    GroupKindFactory,
    GroupLeadFactory,
    GroupMemberFactory,
    GroupThemeFactory,
    ImageFactory,
    PersonFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceAudienceFactory,
    ServiceEntityFactory,
    ServiceExampleFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServiceKindFactory,
    ServicePageFactory,
    ServiceThemeFactory,
    ThemeFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import create_english_version, get_html, page_queries, republish
from tests.platform import english_locale

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

#: How many related things the larger page has, and the smaller one: enough of each kind for one query a thing to show.
MANY, FEW = 15, 5
#: How many things a longer list has: more than its first leaf.
LONG = PAGE_SIZE + 5


def create_english_copy(thing: Any) -> None:
    """A live English version with the source's texts, made in less time than a translation takes."""
    version = thing.copy_for_translation(
        english_locale(), **({"copy_parents": True} if isinstance(thing, Page) else {})
    )
    version.live = True
    version.save()


def snippet(maker: Any, **values: Any) -> Any:
    """A snippet with its English version; every second one has none."""
    made = maker(**values)
    if made.pk % 2:
        create_english_copy(made)
    return made


def create_group(index: Any, size: int) -> WorkingGroupPage:
    """A group with ``size`` leads, members, themes, services and parts, each of its own."""
    page = WorkingGroupPageFactory(parent=index, kind=snippet(GroupKindFactory), goals=[5, 8], countries=["BR", "UY"])
    page.contact_point = snippet(ContactPointFactory, languages=["es", "en"])
    page.save()
    for number in range(size):
        entity = snippet(EntityFactory, logo=ImageFactory())
        GroupLeadFactory(page=page, entity=entity, person=snippet(PersonFactory, entity=entity))
        GroupMemberFactory(page=page, entity=snippet(EntityFactory, logo=ImageFactory()))
        GroupThemeFactory(page=page, theme=snippet(ThemeFactory))
        service = ServicePageFactory(parent=page, kind=snippet(ServiceKindFactory))
        part = WorkingGroupPageFactory(parent=index, parent_group=page, kind=snippet(GroupKindFactory))
        if number % 2:
            create_english_copy(service)
            create_english_copy(part)
    return page


def service(index: Any, groups: Any, size: int) -> Any:
    """A service with ``size`` groups, entities, audiences, themes and examples, each of its own."""
    page = ServicePageFactory(parent=index, kind=snippet(ServiceKindFactory), goals=[5], delivery_languages=["es"])
    page.contact_point = snippet(ContactPointFactory)
    page.save()
    for number in range(size):
        offering = WorkingGroupPageFactory(parent=groups)
        example = ServicePageFactory(parent=index)
        if number % 2:
            create_english_copy(offering)
            create_english_copy(example)
        ServiceGroupFactory(page=page, group=offering)
        ServiceExampleFactory(page=page, example=example.page_ptr)
        ServiceEntityFactory(page=page, entity=snippet(EntityFactory, logo=ImageFactory()))
        ServiceAudienceFactory(page=page, audience=snippet(AudienceFactory))
        ServiceThemeFactory(page=page, theme=snippet(ThemeFactory))
    return page


def additional_queries(large: list[str], small: list[str]) -> str:
    """The first queries that the smaller page did not need, shortened."""
    return "\n".join(f"{sql[:60]} … {sql[-160:]}" for sql in [sql for sql in large if sql not in set(small)][:8])


def assert_flat(client: Client, few: Any, many: Any) -> None:
    """Both pages are read once, so that pictures have their sizes; then their queries are compared."""
    for page in (few, many):
        get_html(client, page)
    small, large = page_queries(client, few), page_queries(client, many)
    assert len(large) == len(small), additional_queries(large, small)


@pytest.fixture
def groups(home: HomePage) -> Any:
    return WorkingGroupIndexPageFactory(parent=home)


@pytest.fixture
def services(home: HomePage) -> Any:
    return ServiceIndexPageFactory(parent=home)


def compare_in_both_languages(client: Client, few: Any, many: Any) -> None:
    few, many = republish(few), republish(many)
    versions = create_english_version(few), create_english_version(many)
    assert_flat(client, few, many)
    assert_flat(client, *versions)


def test_a_group(client: Client, groups: Any) -> None:
    compare_in_both_languages(client, create_group(groups, FEW), create_group(groups, MANY))


def test_a_service(client: Client, groups: Any, services: Any) -> None:
    compare_in_both_languages(client, service(services, groups, FEW), service(services, groups, MANY))


def query_growth(client: Client, page: Any, add: Callable[[int], None], many: int = LONG) -> None:
    """The page's queries with few things and with many, in both languages."""
    page = republish(page)
    version = page.get_translation_or_none(english_locale()) or create_english_version(page)
    counts: dict[Any, list[list[str]]] = {page: [], version: []}
    for first, last in ((0, FEW), (FEW, many)):
        for number in range(first, last):
            add(number)
        for shown, measured in counts.items():
            get_html(client, shown)
            measured.append(page_queries(client, shown))
    for small, large in counts.values():
        assert len(large) == len(small), additional_queries(large, small)


def test_the_list_of_groups(client: Client, groups: Any) -> None:
    statuses = list(WorkingGroupPage.Status)

    def add(number: int) -> None:
        made = WorkingGroupPageFactory(
            parent=groups, kind=snippet(GroupKindFactory), status=statuses[number % 3], closed_on="2020-01-01"
        )
        if number % 2:
            create_english_copy(made)

    query_growth(client, groups, add, CARDS_A_LEAF + 2)


def test_the_list_of_services(client: Client, groups: Any, services: Any) -> None:
    def add(number: int) -> None:
        made = ServicePageFactory(parent=services, kind=snippet(ServiceKindFactory))
        ServiceGroupFactory(page=made, group=WorkingGroupPageFactory(parent=groups))
        ServiceEntityFactory(page=made, entity=snippet(EntityFactory))
        if number % 2:
            create_english_copy(made)

    query_growth(client, services, add, CARDS_A_LEAF + 2)


def test_a_goal(client: Client, home: HomePage, groups: Any, services: Any) -> None:
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)

    def add(number: int) -> None:
        made = WorkingGroupPageFactory(parent=groups, goals=[5], kind=snippet(GroupKindFactory))
        offered = ServicePageFactory(parent=services, goals=[5, 8], kind=snippet(ServiceKindFactory))
        if number % 2:
            create_english_copy(made)
            create_english_copy(offered)

    query_growth(client, goal, add)
