"""A long page begins with the list of its parts; a short one, and one whose editor placed such a list, doesn't."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from home.models import HomePage
from tests.factories import (
    ContentPageFactory,
    ServicePageFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.support.public_pages import get_soup

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def heading(text: str, level: str = "h2") -> dict[str, Any]:
    return {"type": "heading", "value": {"text": text, "level": level}}


def contents_entries(client: Client, page: Any) -> list[str]:
    """What the list at the head of a page names; every entry leads to a heading with its words."""
    html = get_soup(client, page.url)
    lists = html.select("main nav.table-of-contents")
    assert len(lists) <= 1
    links = html.select("main nav.table-of-contents a")
    for link in links:
        assert html.find(id=link["href"].removeprefix("#")).get_text(" ", strip=True) == link.get_text(strip=True)
    return [link.get_text() for link in links]


def test_a_long_text_lists_its_sections(client: Client, home: HomePage) -> None:
    titles = ["Uno & dos", "Tres", "<Cuatro>", "Cinco"]
    sections = [heading(title) for title in titles]
    page = ContentPageFactory(parent=home, body=[*sections[:1], heading("Dentro", "h3"), *sections[1:]])
    assert contents_entries(client, page) == titles
    assert contents_entries(client, ContentPageFactory(parent=home, body=sections[:3])) == []
    chosen = [{"type": "table_of_contents", "value": None}, *sections]
    assert contents_entries(client, ContentPageFactory(parent=home, body=chosen)) == titles


def test_a_groups_page_lists_what_there_is_of_it_and_no_facts(client: Client, home: HomePage) -> None:
    group = WorkingGroupPageFactory(
        parent=WorkingGroupIndexPageFactory(parent=home),
        purpose="<p>Coordinar.</p>",
        objectives=[{"type": "objective", "value": {"heading": "Uno", "text": "", "parts": []}}],
        goals=[5],
        body=[heading("Historia")],
    )
    assert contents_entries(client, group) == []
    ServicePageFactory(parent=group)
    with translation.override("es"):
        assert contents_entries(client, group) == [
            gettext("Purpose"),
            gettext("Objectives"),
            "Historia",
            gettext("Services"),
        ]
