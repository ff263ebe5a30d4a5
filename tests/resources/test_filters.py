"""What narrows the list of resources: alternatives within a facet, all facets together, in every language."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core.base.list_definition import PAGE_SIZE
from core.listings import cache as kept
from core.listings.counts import Counts, count
from core.listings.params import ListParams
from core.vocabularies import languages
from groups.models import WorkingGroupPage
from tests.factories import EntityFactory, ThemeFactory, WorkingGroupPageFactory
from tests.groups.public_pages import create_english_version, republish
from tests.groups.test_query_counts import create_english_copy, snippet
from tests.platform import english_locale
from tests.resources.factories import (
    ResourceEntityFactory,
    ResourceFileFactory,
    ResourceGroupFactory,
    ResourcePageFactory,
    ResourceThemeFactory,
    ResourceTypeFactory,
)
from tests.resources.list_requests import get_results, option_counts, result_titles
from tests.support.public_pages import NO_PAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def four_resources(resources: Any, group: WorkingGroupPage) -> dict[str, Any]:
    """Four resources: A for goals 5 and 8 in Mexico, B for 5 in Brazil, C for 13 everywhere, D for nothing."""
    report, guide = ResourceTypeFactory(label="Informe", key="report"), ResourceTypeFactory(label="Guía", key="guide")
    care = ThemeFactory(name="Cuidados")
    leave = ThemeFactory(name="Licencias", parent=care)
    made = {
        "A": ResourcePageFactory(
            parent=resources, title="A", type=report, goals=[5, 8], countries=["MX"], published_on=date(2024, 5, 1)
        ),
        "B": ResourcePageFactory(
            parent=resources, title="B", type=guide, goals=[5], countries=["BR"], published_on=date(2024, 1, 1)
        ),
        "C": ResourcePageFactory(parent=group, title="C", type=report, goals=[13], published_on=date(2020, 1, 1)),
        "D": ResourcePageFactory(
            parent=resources, title="D", type=guide, countries=["BR"], published_on=date(2019, 1, 1)
        ),
    }
    ResourceThemeFactory(page=made["A"], theme=care)
    ResourceThemeFactory(page=made["A"], theme=leave)
    ResourceThemeFactory(page=made["B"], theme=leave)
    entity = EntityFactory(name="Mujeres", key="women")
    for name in ("A", "D"):
        ResourceEntityFactory(page=made[name], entity=entity)
    for tag in ("es", "en", "en"):
        ResourceFileFactory(page=made["A"], language=tag)
    return {**made, "index": resources, "group": group, "care": care, "leave": leave, "entity": entity}


def test_values_of_a_facet_are_alternatives_and_facets_narrow_each_other(
    client: Client, four_resources: dict[str, Any]
) -> None:
    index = four_resources["index"]
    assert result_titles(client, index) == ["A", "B", "C", "D"]
    assert result_titles(client, index, "goal=8&goal=13") == ["A", "C"]
    assert result_titles(client, index, "goal=5&country=MX") == ["A"]
    assert result_titles(client, index, "type=guide&goal=5") == ["B"]
    assert result_titles(client, index, "year=2024") == ["A", "B"]
    assert result_titles(client, index, "year=2024&year=2019&entity=women") == ["A", "D"]
    assert result_titles(client, index, "language=en") == ["A"]


def test_no_country_means_each_of_them(client: Client, four_resources: dict[str, Any]) -> None:
    assert result_titles(client, four_resources["index"], "country=MX") == ["A", "C"]
    counted = option_counts(get_results(client, four_resources["index"]), "country")
    assert (counted["México"], counted["Brasil"], counted["Uruguay"]) == (2, 3, 1)


def test_a_broad_theme_holds_what_is_within_it_once(client: Client, four_resources: dict[str, Any]) -> None:
    assert result_titles(client, four_resources["index"], f"theme={four_resources['care'].translation_key.hex}") == [
        "A",
        "B",
    ]
    assert option_counts(get_results(client, four_resources["index"]), "theme") == {"Cuidados": 2, "Licencias": 2}


def test_a_groups_resources_lie_below_it_or_name_it_in_any_language(
    client: Client, four_resources: dict[str, Any]
) -> None:
    key = four_resources["group"].translation_key.hex
    assert result_titles(client, four_resources["index"], f"group={key}") == ["C"]
    version = create_english_version(four_resources["group"])
    ResourceGroupFactory(page=four_resources["A"], group=version)
    ResourceGroupFactory(page=four_resources["C"], group=four_resources["group"])
    assert result_titles(client, four_resources["index"], f"group={key}") == ["A", "C"]
    assert option_counts(get_results(client, four_resources["index"]), "group") == {four_resources["group"].title: 2}


def test_counts_apply_the_other_facets_and_not_their_own(client: Client, four_resources: dict[str, Any]) -> None:
    shown = get_results(client, four_resources["index"], "goal=5&type=report")
    assert shown.total == 1
    assert {name.partition(".")[0]: number for name, number in option_counts(shown, "goal").items()} == {
        "5": 1,
        "8": 1,
        "13": 1,
    }
    assert option_counts(shown, "type") == {"Informe": 1, "Guía": 1}
    assert option_counts(shown, "language") == {languages.name("es", "es"): 1, languages.name("en", "es"): 1}
    assert option_counts(shown, "year") == {"2024": 1}


def test_every_count_is_what_choosing_it_gives(client: Client, four_resources: dict[str, Any]) -> None:
    for chosen in ("", "goal=5", "country=BR&type=guide"):
        shown = get_results(client, four_resources["index"], chosen)
        for facet in shown.facets:
            others = "&".join(part for part in chosen.split("&") if part and not part.startswith(facet.facet.key))
            for option in (*facet.options, *facet.collapsed):
                alone = get_results(client, four_resources["index"], f"{others}&{facet.facet.key}={option.value}")
                assert alone.total == option.count, (chosen, facet.facet.key, option)


def test_drafts_private_ones_and_aliases_are_never_counted(client: Client, four_resources: dict[str, Any]) -> None:
    index, group = four_resources["index"], four_resources["group"]
    ResourcePageFactory(parent=index, title="Borrador", goals=[5], live=False)
    private = ResourcePageFactory(parent=index, title="Privado", goals=[5])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    four_resources["B"].create_alias(parent=index, update_slug="alias")
    shown = get_results(client, index, "goal=5")
    assert [page.title for page in shown.results_page] == ["A", "B"]
    assert (
        option_counts(shown, "goal")[next(name for name in option_counts(shown, "goal") if name.startswith("5."))] == 2
    )
    PageViewRestriction.objects.create(page=group, restriction_type=PageViewRestriction.LOGIN)
    shown = get_results(client, index)
    assert shown.total == 3
    assert option_counts(shown, "group") == {}, "the group isn't public and must not be named"
    assert get_results(client, index, f"group={group.translation_key.hex}").total == 3, "nor can one ask for it"


def test_a_chip_takes_its_value_back_and_all_go_at_once(client: Client, four_resources: dict[str, Any]) -> None:
    index = four_resources["index"]
    html = BeautifulSoup(client.get(f"{index.url}?goal=5&goal=8&country=MX").content, "html.parser")
    chips = {" ".join(link.get_text().split()): link["href"] for link in html.select(".chips li a")}
    assert list(chips.values()) == ["?goal=8&country=MX", "?goal=5&country=MX", "?goal=5&goal=8"]
    assert html.select_one(".chips-clear")["href"] == index.url
    assert [box["value"] for box in html.select("form.facets input[checked]")] == ["5", "8", "MX"]


def test_cards_say_the_type_and_the_first_facets_stand_open(client: Client, four_resources: dict[str, Any]) -> None:
    html = BeautifulSoup(client.get(four_resources["index"].url).content, "html.parser")
    kinds = {kind.get_text() for kind in html.select(".card .card-kind")}
    assert kinds == set(option_counts(get_results(client, four_resources["index"]), "type"))
    assert [facet["id"] for facet in html.select(".facets > .facets-choice > details[open]")] == [
        "facet-type",
        "facet-goal",
    ]


def test_it_is_sorted_as_asked(client: Client, four_resources: dict[str, Any]) -> None:
    assert result_titles(client, four_resources["index"], "sort=oldest") == ["D", "C", "B", "A"]
    four_resources["A"].title = "Z"
    four_resources["A"].save()
    assert result_titles(client, four_resources["index"], "sort=title&goal=5") == ["B", "Z"]


def test_leaves_keep_the_question(client: Client, resources: Any) -> None:
    for number in range(22):
        ResourcePageFactory(parent=resources, title=f"R{number}", goals=[5])
    html = BeautifulSoup(client.get(f"{resources.url}?goal=5&page=2").content, "html.parser")
    assert html.select_one('.pagination a[rel="prev"]')["href"] == "?goal=5&page=1"
    assert len(get_results(client, resources, "goal=5&page=2").results_page) == 2
    assert get_results(client, resources, "goal=5&turn=99").results_page.number == 2
    assert client.get(f"{resources.url}?goal=5&page=3").status_code == 404


def test_a_list_that_is_narrowed_is_not_for_search_engines(client: Client, four_resources: dict[str, Any]) -> None:
    def head(query: str) -> Any:
        return BeautifulSoup(client.get(f"{four_resources['index'].url}{query}").content, "html.parser").head

    bare, narrowed, unknown = head(""), head("?goal=5"), head("?goal=99&x=1")
    assert bare.select_one('link[rel="canonical"]')["href"] == four_resources["index"].full_url
    assert not bare.select('meta[name="robots"]')
    for html in (narrowed, head("?sort=title")):
        assert html.select_one('meta[name="robots"]')["content"] == "noindex"
        assert not html.select('link[rel="canonical"], link[hreflang]')
    assert unknown.select_one('link[rel="canonical"]')["href"] == four_resources["index"].full_url


def test_the_switcher_asks_the_same_in_the_other_language(client: Client, four_resources: dict[str, Any]) -> None:
    index = create_english_version(four_resources["index"])
    create_english_version(four_resources["care"], name="Care")
    create_english_version(four_resources["A"], title="EN A")
    query = f"goal=5&theme={four_resources['care'].translation_key.hex}"
    html = BeautifulSoup(client.get(f"{four_resources['index'].url}?{query}&page=1").content, "html.parser")
    link = html.select_one('.languages a[hreflang="en"]')["href"]
    assert link == f"{index.url}?{query}"
    shown = get_results(client, index, query)
    assert [page.title for page in shown.results_page] == ["EN A"]
    assert option_counts(shown, "theme")["Care"] == 1
    names = {chip.name.label: chip.name.language for chip in shown.chips}
    assert names["Care"] == "en"


def test_what_has_no_name_in_the_readers_language_is_marked(client: Client, four_resources: dict[str, Any]) -> None:
    index = create_english_version(four_resources["index"])
    create_english_version(four_resources["A"], title="EN A")
    html = BeautifulSoup(client.get(index.url).content, "html.parser")
    option = html.select_one(f'input[value="{four_resources["care"].translation_key.hex}"]').parent.select_one("[lang]")
    assert (option.text, option["lang"]) == ("Cuidados", "es")


def test_where_nothing_matches_it_says_what_to_give_up_and_what_is_elsewhere(
    client: Client, four_resources: dict[str, Any]
) -> None:
    shown = get_results(client, four_resources["index"], "goal=13&type=guide&year=2020")
    assert shown.total == 0
    assert {relaxation.facet.key: relaxation.number for relaxation in shown.relaxations} == {"type": 1}
    assert next(iter(shown.relaxations)).query == "goal=13&year=2020"
    index = create_english_version(four_resources["index"])
    html = BeautifulSoup(client.get(f"{index.url}?goal=5").content, "html.parser")
    elsewhere = html.select_one(".other-languages")
    assert [link.text for link in elsewhere.select("li a")] == ["A", "B"]


def test_elsewhere_is_bounded_and_leads_to_the_list_in_that_language(client: Client, resources: Any) -> None:
    for number in range(9):
        ResourcePageFactory(parent=resources, title=f"R{number}", goals=[5], published_on=date(2020, 1, 1 + number))
    index = create_english_version(resources)
    html = BeautifulSoup(client.get(f"{index.url}?goal=5").content, "html.parser")
    links = html.select(".other-languages a")
    assert [link["hreflang"] for link in links] == ["es"] * 6
    assert links[-1]["href"] == f"{resources.url}?goal=5"
    assert "9" in links[-1].text


HOSTILE = [
    "goal=", "goal=5'--", "goal=%00", "goal=99", "goal=-5", "goal=5.0", "goal=%D9%A5", "page=", "sort=x", "turn=%00",
    "turn=99", "theme=" + "f" * 10_000, "theme=%FF%FE", "group[]=1", "year=0000", "year=99999", "year=%27",
    "entity=%3Cscript%3E", "country=mx", "language=es%20OR%201=1", "type=%25", "a=" * 50, "&&&===", "month=2026-13",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_what_the_list_does_not_know_is_ignored(client: Client, four_resources: dict[str, Any], query: str) -> None:
    assert result_titles(client, four_resources["index"], query) == ["A", "B", "C", "D"]


@pytest.mark.parametrize("part", ["", "novedades.atom", "lista.csv"])
@pytest.mark.parametrize("page", NO_PAGES)
def test_what_is_no_number_of_a_page_is_not_found(
    client: Client, four_resources: dict[str, Any], page: str, part: str
) -> None:
    address = f"{four_resources['index'].url}{part}"
    assert client.get(address, {"page": "1"}).status_code == 200
    assert client.get(address, {"page": page}).status_code == 404


def test_any_number_of_values_is_read(client: Client, four_resources: dict[str, Any]) -> None:
    many = urlencode([("goal", str(number)) for number in range(900)])
    assert result_titles(client, four_resources["index"], many) == ["A", "B", "C"]
    too_many = client.get(f"{four_resources['index'].url}?" + "goal=5&" * 5000)
    assert too_many.status_code in {200, 400}


def test_it_works_without_choices(client: Client, resources: Any) -> None:
    shown = get_results(client, resources, "goal=5")
    assert (shown.total, shown.relaxations, shown.results_page.number) == (0, [], 1)
    assert get_results(client, resources).facets == []


def test_long_lists_are_counted_once_a_minute_and_anew_when_something_is_published(
    client: Client, four_resources: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "LONG", 1)
    counted = []

    def counting(question: ListParams, pages: Any) -> Counts:
        counted.append(question.filters)
        return count(question, pages)

    monkeypatch.setattr("core.listings.results.count", counting)
    for query in ("goal=5", "goal=5", "", "goal=5"):
        get_results(client, four_resources["index"], query)
    assert counted == ["goal=5", ""]
    republish(ResourcePageFactory(parent=four_resources["index"], title="E", goals=[5]))
    assert get_results(client, four_resources["index"], "goal=5").total == 3


def test_a_short_list_is_counted_anew_each_time(client: Client, four_resources: dict[str, Any]) -> None:
    assert get_results(client, four_resources["index"], "goal=5").total == 2
    ResourcePageFactory(parent=four_resources["index"], goals=[5])
    assert get_results(client, four_resources["index"], "goal=5").total == 3


def test_many_values_are_folded_and_what_is_chosen_never_is(
    client: Client, resources: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    entities = [EntityFactory(name=f"Entidad {number:02d}", key=f"e{number}") for number in range(14)]
    for number, entity in enumerate(entities):
        for _time in range(1 if number < 6 else 2):
            ResourceEntityFactory(page=ResourcePageFactory(parent=resources), entity=entity)
    shown = {facet.facet.key: facet for facet in get_results(client, resources, "entity=e0").facets}["entity"]
    assert len(shown.options) == 8
    assert shown.options[0].value == "e0"
    assert {option.count for option in shown.options[1:]} == {2}
    assert len(shown.options) + len(shown.collapsed) == 14
    monkeypatch.setattr("core.listings.results.MAX_COLLAPSED", 2)
    (shown,) = [facet for facet in get_results(client, resources, "entity=e0").facets if facet.facet.key == "entity"]
    assert [option.value for option in shown.options][:1] == ["e0"]
    assert (len(shown.collapsed), shown.rest) == (2, 4)
    assert max(option.count for option in shown.collapsed) == 2


def test_a_group_in_another_language_only_is_offered_under_its_own_name(
    client: Client, four_resources: dict[str, Any]
) -> None:
    index = create_english_version(four_resources["index"])
    other = WorkingGroupPageFactory(parent=four_resources["group"].get_parent(), title="Sólo en español")
    version = create_english_version(four_resources["A"], title="EN A")
    ResourceGroupFactory(page=version, group=other, locale=english_locale())
    (facet,) = [facet for facet in get_results(client, index).facets if facet.facet.key == "group"]
    assert [(option.name.label, option.name.language) for option in facet.options] == [("Sólo en español", "es")]


@pytest.mark.one_database
def test_many_pages_with_many_values_take_as_many_queries_as_few(
    client: Client, resources: Any, group: WorkingGroupPage
) -> None:
    index, counts = create_english_version(resources), []
    for first, last in ((0, 5), (5, PAGE_SIZE + 5)):
        for number in range(first, last):
            page = ResourcePageFactory(parent=resources, goals=[5], type=snippet(ResourceTypeFactory))
            ResourceThemeFactory(page=page, theme=snippet(ThemeFactory))
            ResourceEntityFactory(page=page, entity=snippet(EntityFactory))
            ResourceGroupFactory(page=page, group=WorkingGroupPageFactory(parent=group.get_parent()))
            if number % 2:
                create_english_copy(page)
                key = page.entities.get().entity.key
        for shown in (resources, index):
            for query in ("", "?goal=5&country=MX", f"?entity={key}&sort=title"):
                client.get(f"{shown.url}{query}")
                cache.clear()
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(f"{shown.url}{query}").status_code == 200
                counts.append(len(captured))
    assert counts[:6] == counts[6:]
