"""What every page tells machines: one graph, in terms that schema.org has, of nothing but what the public sees."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core.seo.templatetags import seo
from home.models import HomePage
from tests.factories import ContentPageFactory
from tests.support.public_pages import create_alias, get_soup
from tests.support.schema_org import graph, node_of_type, schema_errors


@pytest.mark.one_database
def test_the_vocabulary_is_held_against(client: Client, about: Page) -> None:
    nodes = graph(get_soup(client, "/es/acerca/"))
    page = next(node for node in nodes if node["@type"] == "WebPage")
    assert list(schema_errors(nodes)) == []
    wrong = [{"@type": "Sheet"}, page | {"startDate": "2026-01-01"}, page | {"colour": "red"}, page | {"url": "/es/"},
             page | {"breadcrumb": {"@id": "#nowhere"}}, page | {"datePublished": "yesterday"}]  # fmt: skip
    for node in wrong:
        assert list(schema_errors([*nodes, node])), node


@pytest.mark.one_database
def test_a_page_its_place_and_the_platform(client: Client, home: HomePage, about: Page) -> None:
    child = ContentPageFactory(parent=about, title="Quiénes somos", slug="quienes", search_description="El equipo.")
    html = get_soup(client, "/es/acerca/quienes/")
    page = node_of_type(html, "WebPage")
    assert (page["name"], page["description"], page["url"]) == ("Quiénes somos", "El equipo.", child.full_url)
    assert page["inLanguage"] == "es"
    steps = node_of_type(html, "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, home.title), (2, "Acerca de"), (3, "Quiénes somos"),
    ]  # fmt: skip
    assert steps[-1]["item"]["@id"] == child.full_url
    site = node_of_type(html, "WebSite")
    assert site["potentialAction"]["target"]["urlTemplate"].endswith("/es/buscar/?q={search_term_string}")
    assert site["publisher"]["@id"] == node_of_type(html, "Organization")["@id"]


@pytest.mark.one_database
def test_the_home_page_has_no_way_to_it(client: Client, home: HomePage) -> None:
    html = get_soup(client, "/es/")
    assert not [node for node in graph(html) if node["@type"] == "BreadcrumbList"]
    assert list(schema_errors(graph(html))) == []


@pytest.mark.one_database
def test_a_title_can_not_leave_its_element(client: Client, about: Page) -> None:
    title = "</script><script>alert(1)</script> & <!-- «ñ»"
    Page.objects.filter(pk=about.pk).update(title=title)
    response = client.get("/es/acerca/")
    assert b"<script>alert" not in response.content
    assert node_of_type(get_soup(client, "/es/acerca/"), "WebPage")["name"] == title


@pytest.mark.indexed
@pytest.mark.one_database
@pytest.mark.parametrize("hide", ["password", "alias", "not found", "search"])
def test_what_search_engines_may_not_list_tells_nothing(client: Client, home: HomePage, about: Page, hide: str) -> None:
    address, status = "/es/acerca/", 200
    if hide == "password":
        PageViewRestriction.objects.create(page=about, restriction_type="password", password="sesamo")
    elif hide == "alias":
        create_alias(about, home.get_translations().get())
        address = "/en/acerca/"
    else:
        address, status = {"not found": ("/es/nada/", 404), "search": ("/es/buscar/?q=a", 200)}[hide]
    assert graph(get_soup(client, address, status)) == []


@pytest.mark.one_database
def test_it_asks_the_database_nothing(client: Client, about: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def queries() -> int:
        client.get("/es/acerca/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/es/acerca/")
        return len(captured)

    with_it = queries()
    monkeypatch.setattr(seo, "script", lambda *_args: "")
    assert queries() == with_it
