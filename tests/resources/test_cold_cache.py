"""A page that nobody has read yet asks each question once: what finds and frames it, and one a kind of relation."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import ImageFactory, SDGIndexPageFactory, SDGPageFactory, ServiceIndexPageFactory
from tests.groups.public_pages import create_english_version, get_html, republish
from tests.groups.test_query_counts import FEW
from tests.groups.test_query_counts import create_group as a_group
from tests.groups.test_query_counts import service as a_service
from tests.resources.events.test_query_counts import added, event, news_page
from tests.resources.factories import ResourcePageFactory
from tests.resources.library.test_query_counts import resource

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

#: The site, the language, its home page in two steps, the way to the page, the page, its restrictions, its languages.
EVERY_PAGE = 8

ENTITIES = ("entities", "logos", "sizes of logos")
LISTINGS = ("services", "parts", "resources", "news", "events")

#: The kinds of relation that a page of each type shows: rows that relate it, and what they lead to.
KINDS: dict[str, tuple[str, ...]] = {
    "group": (
        *("leads", "members", *ENTITIES, "people", "pictures", "sizes of pictures", "kind", "rows of themes", "themes"),
        *("contact point", "pages of goals", "places of the group in all languages", *LISTINGS),
        *("rows of groups of services", "their groups", "rows of entities of services", "their entities"),
    ),
    "service": (
        *("kind", "group above", "rows of groups", "groups", "rows of entities", *ENTITIES, "rows of audiences"),
        *("audiences", "rows of themes", "themes", "contact point", "rows of examples", "examples", "their states"),
        "pages of goals",
    ),
    "resource": (
        *("type", "cover", "sizes of the cover", "files", "documents", "rows of groups", "groups", "authors"),
        *("rows of entities", *ENTITIES, "rows of themes", "themes", "succession", "versions in its place"),
        "pages of goals",
    ),
    "event": (
        *("type", "rows of organisers", *ENTITIES, "rows of groups", "groups", "rows of themes", "themes"),
        *("rows of materials", "materials", "pages of goals"),
    ),
    "news": (
        *("source", "image", "sizes of the image", "rows of groups", "groups", "rows of themes", "themes"),
        "pages of goals",
    ),
    "goal": ("groups", "services", "resources", "news", "events"),
}


def shape(sql: str) -> str:
    """A query without its values."""
    return re.sub(r"IN \([^)]*\)", "IN ()", re.sub(r"'[^']*'|\b\d+\b|%s", "?", sql))


def cold_queries(client: Client, page: Any) -> list[str]:
    """The queries of a visit to a page on a platform that others are reading."""
    get_html(client, page)  # pictures get their sizes when a page is first shown
    get_html(client, HomePage.objects.get(locale=page.locale))
    with CaptureQueriesContext(connection) as captured:
        get_html(client, page)
    return [shape(query["sql"]) for query in captured]


@pytest.fixture
def make(group: WorkingGroupPage, resources: Any, events: Any, news: Any) -> Callable[[str], Any]:
    """A page of each type with ``FEW`` of everything, named as in ``KINDS``."""

    def superseded() -> Any:
        page = resource(resources, group.get_parent(), FEW)
        page.superseded_by = ResourcePageFactory(parent=resources)
        page.save()
        return page

    def full_group() -> Any:
        page = a_group(group.get_parent(), FEW)
        page.logo = ImageFactory()
        page.save()
        for number in range(FEW):
            added(page, events, news)(number)
            ResourcePageFactory(parent=page)
        return page

    def goal() -> Any:
        page = SDGPageFactory(parent=SDGIndexPageFactory(parent=group.get_parent().get_parent()), number=5)
        added(group, events, news)(1)
        return page

    home = group.get_parent().get_parent()
    makers: dict[str, Callable[[], Any]] = {
        "group": full_group,
        "service": lambda: a_service(ServiceIndexPageFactory(parent=home), group.get_parent(), FEW),
        "resource": superseded,
        "event": lambda: event(events, group.get_parent(), FEW),
        "news": lambda: news_page(news, group.get_parent(), FEW),
        "goal": goal,
    }
    return lambda name: republish(makers[name]())


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_no_question_is_asked_twice(client: Client, make: Callable[[str], Any], name: str, language: str) -> None:
    page = make(name)
    if language == "en":
        create_english_version(page.get_parent().specific)  # a way over aliases takes two more
        page = create_english_version(page)
    questions = cold_queries(client, page)
    assert [sql for sql, times in Counter(questions).items() if times > 1] == []
    assert len(questions) <= EVERY_PAGE + len(KINDS[name]), "\n".join(questions)


def test_the_way_to_a_page_is_found_at_once_however_deep_it_lies(
    client: Client, group: WorkingGroupPage, resources: Any
) -> None:
    near, far = republish(ResourcePageFactory(parent=resources)), republish(ResourcePageFactory(parent=group))
    assert len(cold_queries(client, far)) <= len(cold_queries(client, near)) + 1  # the group above is a relation
