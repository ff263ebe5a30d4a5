"""Many related things take as many queries as few, in the source's language and in a translation."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    EntityFactory,
    ImageFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ThemeFactory,
    WorkingGroupPageFactory,
)
from tests.groups.test_query_counts import (
    FEW,
    MANY,
    compare_in_both_languages,
    create_english_copy,
    query_growth,
    snippet,
)
from tests.resources.factories import (
    EventGroupFactory,
    EventOrganiserFactory,
    EventPageFactory,
    EventThemeFactory,
    EventTypeFactory,
    NewsGroupFactory,
    NewsPageFactory,
    NewsThemeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def event(index: Any, groups: Any, size: int) -> Any:
    """An event with ``size`` organisers, groups, themes and sessions."""
    page = EventPageFactory(parent=index, type=snippet(EventTypeFactory), goals=[5], interpretation_languages=["es"])
    for number in range(size):
        group = WorkingGroupPageFactory(parent=groups)
        if number % 2:
            create_english_copy(group)
        EventGroupFactory(page=page, group=group)
        EventOrganiserFactory(page=page, entity=snippet(EntityFactory, logo=ImageFactory()))
        EventThemeFactory(page=page, theme=snippet(ThemeFactory))
    page.programme = [
        {"type": "session", "value": {"title": f"Parte {number}", "starts": "10:00"}} for number in range(size)
    ]
    return page


def news_page(index: Any, groups: Any, size: int) -> Any:
    """A piece of news with ``size`` groups and themes."""
    page = NewsPageFactory(parent=index, source_entity=snippet(EntityFactory), goals=[5], image=ImageFactory())
    for number in range(size):
        group = WorkingGroupPageFactory(parent=groups)
        if number % 2:
            create_english_copy(group)
        NewsGroupFactory(page=page, group=group)
        NewsThemeFactory(page=page, theme=snippet(ThemeFactory))
    return page


def test_an_event(client: Client, group: WorkingGroupPage, events: Any) -> None:
    groups = group.get_parent()
    compare_in_both_languages(client, event(events, groups, FEW), event(events, groups, MANY))


def test_a_piece_of_news(client: Client, group: WorkingGroupPage, news: Any) -> None:
    groups = group.get_parent()
    compare_in_both_languages(client, news_page(news, groups, FEW), news_page(news, groups, MANY))


def added(group: WorkingGroupPage, events: Any, news: Any) -> Callable[[int], None]:
    """Adds events, past, running and to come, and news of a group and a goal, every second one translated."""

    def add(number: int) -> None:
        starts = datetime.now(UTC) + timedelta(days=number % 3 - 1)
        parent = group if number % 5 == 0 else events
        made = EventPageFactory(parent=parent, type=snippet(EventTypeFactory), starts_at=starts, goals=[5])
        told = NewsPageFactory(parent=group if number % 5 == 0 else news, goals=[5])
        EventGroupFactory(page=made, group=group)
        NewsGroupFactory(page=told, group=group)
        if number % 2:
            create_english_copy(made)
            create_english_copy(told)

    return add


def test_the_list_of_events(client: Client, group: WorkingGroupPage, events: Any, news: Any) -> None:
    query_growth(client, events, added(group, events, news))


def test_the_list_of_news(client: Client, group: WorkingGroupPage, events: Any, news: Any) -> None:
    query_growth(client, news, added(group, events, news))


def test_a_goal(client: Client, home: HomePage, group: WorkingGroupPage, events: Any, news: Any) -> None:
    query_growth(client, SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5), added(group, events, news))


def test_a_group(client: Client, group: WorkingGroupPage, events: Any, news: Any) -> None:
    query_growth(client, group, added(group, events, news))
