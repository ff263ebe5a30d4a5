"""The public API: its shape, what it leaves out, and how many questions it asks."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    ContactPointFactory,
    EntityFactory,
    GroupLeadFactory,
    PersonFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceIndexPageFactory,
    ThemeFactory,
)
from tests.groups.public_pages import create_english_version, republish
from tests.groups.test_query_counts import FEW, MANY
from tests.groups.test_query_counts import create_group as a_group
from tests.groups.test_query_counts import service as a_service
from tests.resources.events.test_query_counts import event, news_page
from tests.resources.factories import (
    EventPageFactory,
    NewsPageFactory,
    ResourceFileFactory,
    ResourcePageFactory,
    ResourceThemeFactory,
)
from tests.resources.library.test_query_counts import resource

pytestmark = pytest.mark.django_db

SHAPES = json.loads(Path(__file__).with_name("api_shapes.json").read_text(encoding="utf-8"))
PAGES = "/api/v2/pages/"


def get_json(client: Client, url: str = PAGES, expected: int = 200, **query: Any) -> Any:
    response = client.get(url, query)
    assert response.status_code == expected, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def detail(client: Client, page: Page) -> Any:
    return get_json(client, f"{PAGES}{page.pk}/")


def shape(value: Any) -> Any:
    """A value's names and types without its words: of a list the first entry stands for all."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


@pytest.fixture
def page_of_each_type(
    home: HomePage, group: WorkingGroupPage, resources: Any, events: Any, news: Any
) -> dict[str, Any]:
    """A page of each type with two of everything."""
    groups = group.get_parent()
    made = {
        "groups.WorkingGroupPage": a_group(groups, 2),
        "groups.ServicePage": a_service(ServiceIndexPageFactory(parent=home), groups, 2),
        "groups.SDGPage": SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5),
        "resources.ResourcePage": resource(resources, groups, 2),
        "resources.NewsPage": news_page(news, groups, 2),
        "resources.EventPage": event(events, groups, 2),
    }
    return {name: republish(page) for name, page in made.items()}


@pytest.mark.parametrize("part", ["list", "detail"])
def test_the_shape_that_programs_rely_on(client: Client, page_of_each_type: dict[str, Any], part: str) -> None:
    """A change here is a change of the API's contract: say it in ``docs/api.md``, and never take a field away."""
    found = {}
    for name, page in page_of_each_type.items():
        if part == "list":
            answer = get_json(client, type=name, translation_key=page.translation_key)
            assert answer["meta"] == {"total_count": 1}
            found[name] = shape(answer["items"][0])
        else:
            found[name] = shape(detail(client, page))
    assert found == SHAPES[part], json.dumps(found)


def test_facts_are_codes_with_names_in_the_pages_language(client: Client, group: WorkingGroupPage) -> None:
    group.countries = ["BR"]
    group.save()
    english = create_english_version(group)
    source, version = detail(client, group), detail(client, english)
    assert source["countries"] == [{"code": "BR", "name": "Brasil"}]
    assert version["countries"] == [{"code": "BR", "name": "Brazil"}]
    assert [goal["code"] for goal in version["goals"]] == [5]
    assert (source["status"]["code"], version["status"]["name"]) == ("active", "Active")
    assert source["meta"]["translation_key"] == version["meta"]["translation_key"]
    assert [each["locale"] for each in source["meta"]["translations"]] == ["en"]
    assert source["meta"]["markdown_url"] == f"{group.full_url}index.md"


def test_lists_are_narrowed(client: Client, group: WorkingGroupPage, resources: Any) -> None:
    english = create_english_version(group)
    other = ResourcePageFactory(parent=resources, goals=[4], countries=["MX"])
    own = ResourcePageFactory(parent=group, goals=[5])
    theme = ThemeFactory()
    ResourceThemeFactory(page=other, theme=ThemeFactory(parent=theme))

    def titles(**query: Any) -> set[str]:
        return {item["title"] for item in get_json(client, **query)["items"]}

    assert titles(locale="en", type="groups.WorkingGroupPage") == {english.title}
    assert titles(type="resources.ResourcePage", goal=4) == {other.title}
    assert titles(type="resources.ResourcePage", country="MX") == {own.title, other.title}  # one is for all
    assert titles(type="resources.ResourcePage", group=group.translation_key) == {own.title}
    assert titles(type="resources.ResourcePage", theme=theme.translation_key) == {other.title}  # of one within it
    assert titles(translation_key=group.translation_key) == {group.title, english.title}
    assert titles(type="groups.WorkingGroupPage", status="closed") == set()


@pytest.mark.indexed
def test_a_search_finds_what_everybody_may_read(client: Client, resources: Any) -> None:
    ResourcePageFactory(parent=resources, title="Océanos")
    ResourcePageFactory(parent=resources, title="Océanos cerrados", live=False)
    found = get_json(client, search="océanos", type="resources.ResourcePage", locale="es")
    assert [item["title"] for item in found["items"]] == ["Océanos"]
    assert get_json(client, search="océanos")["meta"]["total_count"] == 1


@pytest.mark.parametrize("hide", ["draft", "private", "alias", "home"])
def test_what_is_not_for_everybody_is_not_there(client: Client, group: WorkingGroupPage, hide: str) -> None:
    assert get_json(client, f"{PAGES}{group.pk}/")
    if hide == "draft":
        group.unpublish()
    elif hide == "private":
        PageViewRestriction.objects.create(page=group.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    elif hide == "alias":
        Page.objects.filter(pk=group.pk).update(alias_of=HomePage.objects.get(locale=group.locale))
    else:
        HomePage.objects.get(locale=group.locale).unpublish()
    get_json(client, f"{PAGES}{group.pk}/", expected=404)
    assert group.pk not in [item["id"] for item in get_json(client)["items"]]


def test_a_relation_tells_nothing_of_what_is_hidden(client: Client, group: WorkingGroupPage, resources: Any) -> None:
    group.parent_group = WorkingGroupPage.objects.get(pk=a_group(group.get_parent(), 0).pk)
    group.save()
    assert detail(client, group)["parent_group"]["title"] == group.parent_group.title
    group.parent_group.unpublish()
    assert detail(client, group)["parent_group"] is None


def test_nobodys_name_and_no_mail_address(client: Client, group: WorkingGroupPage) -> None:
    group.contact_point = ContactPointFactory(label="Secretaría", email="secretaria@example.org", languages=["es"])
    group.save()
    GroupLeadFactory(page=group, entity=EntityFactory(name="Fondo"), person=PersonFactory(name="Ana Pérez"))
    answer = detail(client, republish(group))
    assert answer["leads"][0]["entity"]["name"] == "Fondo"
    assert answer["contact_point"]["name"] == "Secretaría"
    assert "@" not in json.dumps(answer)
    assert "Ana Pérez" not in json.dumps(answer)


def test_an_event_by_its_own_clocks(client: Client, events: Any) -> None:
    page = EventPageFactory(parent=events, ends_at=datetime(2027, 3, 12, 16, 0, tzinfo=UTC))
    answer = detail(client, page)
    assert (answer["starts_at"], answer["timezone"]) == ("2027-03-12T10:00:00-05:00", "America/Bogota")


@pytest.mark.parametrize("query", [
    {"limit": "101"}, {"limit": "-1"}, {"limit": "x"}, {"offset": "9" * 30}, {"offset": "-1"}, {"order": "random"},
    {"order": "path"}, {"fields": "path"}, {"fields": "leads", "type": "groups.WorkingGroupPage"}, {"fields": "(("},
    {"type": "auth.User"}, {"type": "groups.Person"}, {"type": ""}, {"nonsense": "1"}, {"translation_key": "x"},
    {"goal": "99", "type": "resources.NewsPage"}, {"goal": "4"}, {"country": "XX", "type": "resources.NewsPage"},
    {"group": "x", "type": "resources.NewsPage"}, {"child_of": "9" * 30}, {"descendant_of": "x"}, {"slug": "a\x00"},
    {"date": "yesterday", "type": "resources.NewsPage"}, {"first_published_at": "x"}, {"locale": "\x00"},
    {"search": "\x00"}, {"alias_of": "1"}, {"site": "x"}, {"rich_text_format": "x"}, {"translation_of": "0.5"},
])  # fmt: skip
def test_what_can_not_be_asked_is_said(client: Client, home: HomePage, query: dict[str, str]) -> None:
    response = client.get(PAGES, query)
    assert response.status_code in ({200} if query == {"type": ""} else {400}), response.content
    if query != {"type": ""}:
        assert response.json()["message"]


@pytest.mark.parametrize("path", [
    "0/", "999999/", "9" * 30 + "/", "find/?id=x", "find/?html_path=/es/nada/", "find/", "find/?id=" + "9" * 30,
])  # fmt: skip
def test_what_is_not_there_is_not_found(client: Client, home: HomePage, path: str) -> None:
    assert client.get(PAGES + path).status_code in {400, 404}


def test_a_page_is_found_by_its_address(client: Client, group: WorkingGroupPage) -> None:
    for page in (group, create_english_version(group), HomePage.objects.get(locale=group.locale)):
        for wanted in ("en", "es"):
            response = client.get(f"{PAGES}find/", {"html_path": page.url}, headers={"Accept-Language": wanted})
            assert f"{PAGES}{page.pk}/?" in response["Location"]


def test_nothing_can_be_changed(client: Client, home: HomePage) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(f"{PAGES}{home.pk}/").status_code == 405


def test_the_beginning_names_what_there_is(client: Client, home: HomePage) -> None:
    assert get_json(client, "/api/v2/") == {"pages": "http://localhost/api/v2/pages/"}


def test_whoever_keeps_a_copy_asks_again_and_scripts_may_read_it(client: Client, home: HomePage) -> None:
    first = client.get(PAGES)
    assert first["Cache-Control"] == "no-cache"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get(PAGES, headers={"If-None-Match": first["ETag"]}).status_code == 304
    home.title = "Otra"
    home.save()
    assert client.get(PAGES, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_many_requests_from_one_address_are_refused(client: Client, home: HomePage, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE, settings.BEHIND_PROXY = 2, True
    codes = [client.get(PAGES, headers={"X-Forwarded-For": f"10.0.0.{n}, 1.2.3.4"}).status_code for n in range(3)]
    assert codes == [200, 200, 429]
    assert client.get(PAGES, headers={"X-Forwarded-For": "1.2.3.4, 9.9.9.9"}).status_code == 200
    assert not [key for key in getattr(cache, "_cache", {}) if "1.2.3.4" in key]


@pytest.mark.parametrize("name", ["resources.ResourcePage", "resources.NewsPage", None])
def test_longer_lists_take_no_more_queries(client: Client, resources: Any, news: Any, name: str | None) -> None:
    def count() -> int:
        query: dict[str, Any] = {"limit": 100} | ({"type": name} if name else {})
        get_json(client, **query)
        with CaptureQueriesContext(connection) as captured:
            get_json(client, **query)
        return len(captured)

    counts = []
    for first, last in ((0, FEW), (FEW, MANY)):
        for _number in range(first, last):
            ResourceFileFactory(page=ResourcePageFactory(parent=resources, goals=[1, 5]))
            NewsPageFactory(parent=news)
        counts.append(count())
    assert counts[0] == counts[1]
    assert counts[1] <= 6
