"""What narrows the lists of groups and of services; what pages show of long listings."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from core.base.list_definition import ListDefinition, Sort
from core.base.page_types import PageType, register
from core.listings.filters import CodesFacet
from groups.models import WorkingGroupPage
from home.models import ContentPage, HomePage
from tests.factories import (
    AudienceFactory,
    GroupKindFactory,
    GroupThemeFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceAudienceFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServiceKindFactory,
    ServicePageFactory,
    ServiceThemeFactory,
    ThemeFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import create_english_version
from tests.resources.list_requests import get_results, option_counts, result_titles

pytestmark = pytest.mark.django_db


def test_groups_by_kind_goal_theme_and_status(client: Client, home: HomePage) -> None:
    index = WorkingGroupIndexPageFactory(parent=home)
    coalition, working = (
        GroupKindFactory(label=key, key=key, order=order) for order, key in enumerate(("coalition", "working"))
    )
    WorkingGroupPageFactory(parent=index, title="Agua", kind=working, goals=[6])
    climate = WorkingGroupPageFactory(parent=index, title="Clima", kind=coalition, goals=[13, 6])
    old = {"status": "closed", "closed_on": timezone.localdate()}
    WorkingGroupPageFactory(parent=index, title="Viejo", kind=coalition, **old)
    theme = ThemeFactory()
    GroupThemeFactory(page=climate, theme=theme)
    assert result_titles(client, index, "kind=coalition") == ["Clima", "Viejo"]
    assert result_titles(client, index, "goal=6") == ["Clima", "Agua"]
    assert result_titles(client, index, f"theme={theme.translation_key.hex}") == ["Clima"]
    assert result_titles(client, index, "status=closed&status=active&kind=coalition") == ["Clima", "Viejo"]
    assert result_titles(client, index, "sort=title") == ["Agua", "Clima", "Viejo"]
    assert sorted(option_counts(get_results(client, index, "kind=coalition"), "status").values()) == [1, 1]
    sorted_by_title = get_results(client, index, "sort=title").sections
    assert [section.heading for section in sorted_by_title] == [""]


def test_a_kind_without_a_translation_is_the_same_filter(client: Client, home: HomePage) -> None:
    index = WorkingGroupIndexPageFactory(parent=home)
    kind = GroupKindFactory(label="Coalición", key="coalition")
    group = WorkingGroupPageFactory(parent=index, title="Clima", kind=kind)
    english_index = create_english_version(index)
    create_english_version(group)
    assert result_titles(client, english_index, "kind=coalition") == ["EN Clima"]
    assert option_counts(get_results(client, english_index), "kind") == {"Coalición": 1}
    create_english_version(kind)
    assert option_counts(get_results(client, english_index), "kind") == {"EN Coalición": 1}
    assert result_titles(client, english_index, "kind=coalition") == ["EN Clima"]


def test_services_by_everything_that_narrows_them(client: Client, home: HomePage, group: WorkingGroupPage) -> None:
    index = ServiceIndexPageFactory(parent=home)
    training = ServiceKindFactory(label="Formación", key="training")
    talks = ServicePageFactory(
        parent=index, title="Charlas", kind=training, goals=[5], countries=["MX"], delivery_languages=["es", "qu"]
    )
    ServicePageFactory(parent=group, title="Talleres", goals=[8], last_confirmed=date(2026, 1, 1))
    ServicePageFactory(parent=group, title="Ya no", active=False, goals=[5])
    theme, audience = ThemeFactory(), AudienceFactory(key="governments")
    ServiceThemeFactory(page=talks, theme=theme)
    ServiceAudienceFactory(page=talks, audience=audience)
    for query in ("kind=training", "goal=5", "audience=governments", "language=qu"):
        assert result_titles(client, index, query) == ["Charlas"], query
    assert result_titles(client, index, f"theme={theme.translation_key.hex}") == ["Charlas"]
    assert set(result_titles(client, index, "country=MX")) == {"Charlas", "Talleres"}
    assert result_titles(client, index, "country=BR") == ["Talleres"]
    key = group.translation_key.hex
    assert result_titles(client, index, f"group={key}") == ["Talleres"]
    ServiceGroupFactory(page=talks, group=group)
    assert option_counts(get_results(client, index), "group") == {group.title: 2}
    assert result_titles(client, index, "sort=confirmed") == ["Talleres", "Charlas"]


def test_ticking_services_to_compare_narrows_nothing(client: Client, home: HomePage) -> None:
    index = ServiceIndexPageFactory(parent=home)
    service = ServicePageFactory(parent=index)
    html = BeautifulSoup(client.get(f"{index.url}?compare={service.pk}").content, "html.parser")
    assert html.select_one(".choice input[checked]")["value"] == str(service.pk)
    assert html.select(".chips") == []


def test_a_goal_shows_the_first_of_many_and_leads_to_all(client: Client, home: HomePage) -> None:
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    index, other = WorkingGroupIndexPageFactory(parent=home), ServiceIndexPageFactory(parent=home)
    for number in range(14):
        WorkingGroupPageFactory(parent=index, title=f"G{number:02d}", goals=[5])
    WorkingGroupPageFactory(parent=index, title="Ajeno", goals=[8])
    ServicePageFactory(parent=other, goals=[5])
    groups, services = client.get(goal.url).context["listings"]
    assert ([page.title for page in groups.pages], groups.total) == ([f"G{number:02d}" for number in range(12)], 14)
    assert (services.total, services.is_cut) == (1, False)
    link = BeautifulSoup(client.get(goal.url).content, "html.parser").select_one(".listing-all a")
    assert link["href"] == f"{index.url}?goal=5"
    assert "14" in link.text
    assert get_results(client, index, "goal=5").total == 14

    html = BeautifulSoup(client.get(create_english_version(goal).url).content, "html.parser")
    links = html.select("#listing-groups ~ .other-languages a")
    assert [link.text for link in links[:-1]] == [f"G{number:02d}" for number in range(5)]
    assert links[-1]["href"] == f"{index.url}?goal=5"


def test_a_group_shows_the_first_of_its_services_and_leads_to_all(
    client: Client, home: HomePage, group: WorkingGroupPage
) -> None:
    index = ServiceIndexPageFactory(parent=home)
    for number in range(13):
        ServicePageFactory(parent=group, title=f"S{number:02d}")
    link = BeautifulSoup(client.get(group.url).content, "html.parser").select_one(".listing-all a")
    assert link["href"] == f"{index.url}?group={group.translation_key.hex}"
    assert get_results(client, index, f"group={group.translation_key.hex}").total == 13


def test_names_and_facets_are_taken_once() -> None:
    def listed(name: str, *keys: str) -> ListDefinition:
        facets = tuple(CodesFacet(key, key, "goals", list) for key in keys)
        sorts = (Sort("title", "By title", lambda: ("title",)),)
        return ListDefinition(name, name, WorkingGroupPage.objects.all, facets, sorts)

    class Namesake(PageType[ContentPage]):
        model = ContentPage
        name = "groups"

    class Second(PageType[WorkingGroupPage]):
        model = WorkingGroupPage

    for declared in (Namesake, Second):
        with pytest.raises(ValueError, match="groups"):
            register(declared)
    for keys in (("goal", "goal"), ("page",), ("sort",), ("turn",)):
        with pytest.raises(ValueError, match="keys of their own"):
            listed("others", *keys)
