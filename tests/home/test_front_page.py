"""What the home page shows of what there is: in its language, what the public may see, in bounded queries."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.factories import (
    GroupKindFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceIndexPageFactory,
    ServiceKindFactory,
    ServicePageFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import get_html, page_queries
from tests.groups.test_query_counts import additional_queries, create_english_copy
from tests.resources.factories import EventIndexPageFactory, EventPageFactory, NewsIndexPageFactory, NewsPageFactory
from tests.support.public_pages import get_soup

pytestmark = pytest.mark.django_db

PARTS = ("services", "groups", "goals", "news", "events")


@pytest.fixture
def indexes(home: HomePage) -> dict[str, Any]:
    """The pages that list everything."""
    return {
        "groups": WorkingGroupIndexPageFactory(parent=home, title="Grupos"),
        "services": ServiceIndexPageFactory(parent=home, title="Servicios"),
        "goals": SDGIndexPageFactory(parent=home, title="Objetivos"),
        "news": NewsIndexPageFactory(parent=home, title="Noticias"),
        "events": EventIndexPageFactory(parent=home, title="Eventos"),
    }


def create_content(indexes: dict[str, Any], number: int) -> None:
    """Something of each part, the ``number``-th."""
    WorkingGroupPageFactory(parent=indexes["groups"], kind=GroupKindFactory(label=f"Clase {number}"))
    ServicePageFactory(parent=indexes["services"], kind=ServiceKindFactory(label=f"Servicio {number}"))
    SDGPageFactory(parent=indexes["goals"], number=number + 1)
    NewsPageFactory(parent=indexes["news"])
    EventPageFactory(parent=indexes["events"], starts_at=timezone.now() + timedelta(days=number + 1))


def section_names(html: BeautifulSoup) -> set[str]:
    """The parts that are on the page."""
    return {name for name in PARTS if html.select_one(f"#part-{name}")}


def counts(html: BeautifulSoup, part: str) -> dict[str, str]:
    """Kinds and how many of each a part says there are."""
    items = html.select(f"section[aria-labelledby=part-{part}] .counts li")
    return {item.select_one(".count-of").get_text(): item.select_one(".count").get_text() for item in items}


def test_an_empty_platform_has_no_empty_parts(client: Client, home: HomePage, indexes: dict[str, Any]) -> None:
    assert section_names(get_soup(client, "/es/")) == set()


def test_each_part_is_shown_and_leads_to_all_there_is(client: Client, home: HomePage, indexes: dict[str, Any]) -> None:
    create_content(indexes, 0)
    html = get_soup(client, "/es/")
    assert section_names(html) == set(PARTS)
    for name in PARTS:
        part = html.select_one(f"section[aria-labelledby=part-{name}]")
        assert part.select(f'a[href="{indexes[name].url}"]'), name
    assert len(html.select("h1")) == 1


def test_groups_are_counted_by_kind_without_closed_private_and_draft_ones(
    client: Client, home: HomePage, indexes: dict[str, Any]
) -> None:
    coalition, team = GroupKindFactory(label="Coalición", order=1), GroupKindFactory(label="Equipo", order=2)
    for kind, more in (
        (team, {}),
        (coalition, {}),
        (coalition, {"status": "proposed"}),
        (coalition, {"status": "closed"}),
        (coalition, {"live": False}),
    ):
        WorkingGroupPageFactory(parent=indexes["groups"], kind=kind, **more)
    hidden = WorkingGroupPageFactory(parent=indexes["groups"], kind=team)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    found = counts(get_soup(client, "/es/"), "groups")
    assert found == {"Coalición": "2", "Equipo": "1"}
    assert list(found) == ["Coalición", "Equipo"]


def test_a_language_shows_what_it_has_and_nothing_of_another(
    client: Client, home: HomePage, indexes: dict[str, Any]
) -> None:
    create_content(indexes, 0)
    assert section_names(get_soup(client, "/en/")) == set()
    news = NewsPageFactory(parent=indexes["news"], title="Una noticia")
    create_english_copy(news)
    assert section_names(get_soup(client, "/en/")) == {"news"}


def test_events_are_those_to_come_the_next_one_first(client: Client, home: HomePage, indexes: dict[str, Any]) -> None:
    now = timezone.now()
    for title, days in (("Pasado", -3), ("Lejano", 40), ("Próximo", 2)):
        EventPageFactory(
            parent=indexes["events"],
            title=title,
            starts_at=now + timedelta(days=days),
            ends_at=now + timedelta(days=days),
        )
    titles = get_soup(client, "/es/").select("section[aria-labelledby=part-events] .card-title a")
    assert [title.get_text() for title in titles] == ["Próximo", "Lejano"]


def test_more_of_everything_takes_no_more_queries(client: Client, home: HomePage, indexes: dict[str, Any]) -> None:
    create_content(indexes, 0)
    get_html(client, home)
    few = page_queries(client, home)
    for number in range(1, 6):
        create_content(indexes, number)
    many = page_queries(client, home)
    assert len(many) == len(few), additional_queries(many, few)
