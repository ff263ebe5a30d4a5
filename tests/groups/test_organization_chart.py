"""How the groups hang together, as lists within lists: in one language, in two queries more than any page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import WorkingGroupPage
from groups.organization_chart import organigram_context
from home.models import HomePage
from tests.factories import GroupKindFactory, WorkingGroupIndexPageFactory, WorkingGroupPageFactory
from tests.groups.public_pages import create_english_version
from tests.groups.test_query_counts import create_english_copy
from tests.platform import english_locale
from tests.support.public_pages import get_soup, hreflang_links
from tests.support.schema_org import graph, node_of_type, schema_errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home: HomePage) -> Any:
    return WorkingGroupIndexPageFactory(parent=home, title="Grupos", slug="grupos")


def create_group(index: Any, title: str, **values: Any) -> WorkingGroupPage:
    made: WorkingGroupPage = WorkingGroupPageFactory(parent=index, title=title, **values)
    return made


def parse_chart(html: BeautifulSoup) -> dict[str, Any]:
    """The chart as it nests: kinds, and below each the groups with their parts."""

    def groups(listed: Any) -> dict[str, Any]:
        found = {}
        for item in listed.find_all("li", recursive=False):
            parts = item.find("ul", recursive=False)
            found[item.select_one("a").get_text()] = groups(parts) if parts else {}
        return found

    branches = html.select(".organigram > li")
    return {branch.h2.get_text(): groups(branch.find("ul", recursive=False)) for branch in branches}


def test_groups_stand_by_kind_and_within_those_they_are_part_of(client: Client, index: Any) -> None:
    second, first = GroupKindFactory(label="Equipo", order=2), GroupKindFactory(label="Coalición", order=1)
    whole = create_group(index, "Clima", kind=first)
    part = create_group(index, "Océanos", kind=second, parent_group=whole)
    create_group(index, "Corales", kind=second, parent_group=part, status="proposed")
    create_group(index, "Datos", kind=second, status="closed", closed_on="2025-01-01")
    html = get_soup(client, "/es/grupos/organigrama/")
    assert parse_chart(html) == {"Coalición": {"Clima": {"Océanos": {"Corales": {}}}}, "Equipo": {"Datos": {}}}
    assert list(parse_chart(html)) == ["Coalición", "Equipo"]
    assert len(html.select(".organigram .status-closed")) == len(html.select(".organigram .status-proposed")) == 1
    assert html.select_one(".organigram-other-kind").get_text() == "Equipo"
    assert len(html.select("h1")) == 1
    assert html.select_one('a[href="/es/grupos/"]')
    assert get_soup(client, "/es/grupos/").select('a[href="/es/grupos/organigrama/"]')


def test_a_part_finds_its_group_in_the_readers_language(client: Client, index: Any) -> None:
    whole, other = create_group(index, "Clima"), create_group(index, "Datos")
    create_english_version(index, title="Groups", slug="groups")
    for page in (
        whole,
        create_group(index, "Océanos", parent_group=whole),
        create_group(index, "Cifras", parent_group=other),
    ):
        create_english_copy(page)
    branches = organigram_context(english_locale())["branches"]
    nodes = [node for branch in branches for node in branch.nodes]
    assert {node.group.title: [part.group.title for part in node.parts] for node in nodes} == {
        "Cifras": [],
        "Clima": ["Océanos"],
    }
    html = get_soup(client, "/en/groups/organigram/")
    assert hreflang_links(html)["es"].endswith("/es/grupos/organigrama/")
    assert html.select_one('link[rel="canonical"]')["href"].endswith("/en/groups/organigram/")
    assert html.select_one('.languages a[hreflang="es"]')["href"] == "/es/grupos/organigrama/"


def test_groups_that_name_each_other_are_all_drawn(index: Any) -> None:
    one, two = create_group(index, "Uno"), create_group(index, "Dos")
    WorkingGroupPage.objects.filter(pk=one.pk).update(parent_group=two)
    WorkingGroupPage.objects.filter(pk=two.pk).update(parent_group=one)
    nodes = [node for branch in organigram_context(index.locale)["branches"] for node in branch.nodes]
    assert sorted(
        name for node in nodes for name in (node.group.title, *(part.group.title for part in node.parts))
    ) == [
        "Dos",
        "Uno",
    ]


def test_drafts_are_not_drawn(client: Client, index: Any) -> None:
    create_group(index, "Borrador", live=False)
    assert parse_chart(get_soup(client, "/es/grupos/organigrama/")) == {}


def test_two_queries_however_many_groups(index: Any) -> None:
    above = None
    for number in range(6):
        above = create_group(index, f"Grupo {number}", parent_group=above, kind=GroupKindFactory())
        with CaptureQueriesContext(connection) as captured:
            organigram_context(index.locale)
        assert len(captured) == 2


def test_machines_are_told_of_the_chart_and_not_of_the_list(client: Client, index: Any) -> None:
    whole = create_group(index, "Clima", kind=GroupKindFactory(label="Coalición"))
    create_group(index, "Océanos", parent_group=whole)
    html = get_soup(client, "/es/grupos/organigrama/")
    assert list(schema_errors(graph(html))) == []
    address = f"{index.full_url}organigrama/"
    page = node_of_type(html, "WebPage")
    heading = html.h1.get_text(strip=True)
    assert (page["@id"], page["url"], page["name"]) == (address, address, heading)
    assert "mainEntity" not in page
    steps = [(step["name"], step["item"]["@id"]) for step in node_of_type(html, "BreadcrumbList")["itemListElement"]]
    assert steps[1:] == [("Grupos", index.full_url), (heading, address)]
    chart = next(node for node in graph(html) if node.get("name") == "Clima")
    assert [part["name"] for part in chart["subOrganization"]] == ["Océanos"]
    assert html.select_one('meta[property="og:title"]')["content"] == heading
    assert html.title.get_text() == f"{heading} – Grupos – Plataforma"
    listed = get_soup(client, "/es/grupos/")
    assert node_of_type(listed, "CollectionPage")["name"] == "Grupos"
    descriptions = [each.select_one('meta[name="description"]')["content"] for each in (html, listed)]
    assert len(set(descriptions)) == 2
