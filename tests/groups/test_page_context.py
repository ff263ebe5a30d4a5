"""What a visitor reads of groups and services, in their language."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from groups.models import GroupLead, WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    EntityFactory,
    GroupKindFactory,
    GroupLeadFactory,
    GroupMemberFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import (
    create_english_version,
    get_html,
    listing_titles,
    main_text,
    publish_page,
    republish,
)

pytestmark = pytest.mark.django_db


def link(html: str, title: str) -> Any:
    """The link with these words."""
    return next(tag for tag in BeautifulSoup(html, "html.parser").main.find_all("a") if tag.get_text() == title)


def status(value: WorkingGroupPage.Status, language: str = "es") -> str:
    with translation.override(language):
        return str(value.label)


def test_leads_stand_under_their_roles_and_those_who_left_stand_apart(client: Client, group: WorkingGroupPage) -> None:
    today = timezone.localdate()
    role = GroupLead.Role
    ended, lasting = today - timedelta(days=1), today + timedelta(days=1)
    GroupLeadFactory(page=group, role=role.CO_CHAIR, entity=EntityFactory(name="Presidía antes"), until=ended)
    GroupLeadFactory(page=group, role=role.SECRETARIAT, entity=EntityFactory(name="Lleva la secretaría"))
    GroupLeadFactory(page=group, role=role.CHAIR, entity=EntityFactory(name="Preside"), until=lasting)
    GroupLeadFactory(page=group, role=role.CHAIR, entity=EntityFactory(name="Preside hasta hoy"), until=today)
    GroupMemberFactory(page=group, entity=EntityFactory(name="Participa"))
    context = client.get(group.url).context
    shown = {entry.role: [part.entity.name for part in entry.parts] for entry in context["leads"]}
    assert shown == {"chair": ["Preside", "Preside hasta hoy"], "secretariat": ["Lleva la secretaría"]}
    assert list(shown) == ["chair", "secretariat"]
    assert [part.entity.name for part in context["former_leads"]] == ["Presidía antes"]
    text = main_text(get_html(client, group))
    for name in ("Preside", "Preside hasta hoy", "Lleva la secretaría", "Participa", "Presidía antes"):
        assert text.count(name) >= 1


def test_an_entity_is_named_in_the_readers_language_or_marked(client: Client, group: WorkingGroupPage) -> None:
    labour, women = EntityFactory(name="Trabajo"), EntityFactory(name="Mujeres")
    GroupLeadFactory(page=group, entity=labour)
    GroupLeadFactory(page=group, entity=women)
    create_english_version(labour)
    soup = BeautifulSoup(get_html(client, create_english_version(group)), "html.parser")
    entities = {tag.get_text().strip(): tag.get("lang") for tag in soup.select(".entity")}
    assert entities == {"EN Trabajo": None, "Mujeres": "es"}


def test_an_entity_that_is_a_draft_is_not_shown(client: Client, group: WorkingGroupPage) -> None:
    GroupLeadFactory(page=group, entity=EntityFactory(name="Todavía secreta", live=False))
    assert "Todavía secreta" not in get_html(client, group)


def test_a_draft_translation_of_an_entity_is_not_shown(client: Client, group: WorkingGroupPage) -> None:
    entity = EntityFactory(name="Pública")
    GroupLeadFactory(page=group, entity=entity)
    version = create_english_version(entity, name="Not yet public")
    version.unpublish()
    html = get_html(client, create_english_version(group))
    assert "Not yet public" not in html
    assert "Pública" in html


def test_the_parent_group_is_named_in_the_readers_language_and_said_closed(
    client: Client, group: WorkingGroupPage
) -> None:
    whole = WorkingGroupPageFactory(
        parent=group.get_parent(), title="Coalición", status="closed", closed_on=timezone.localdate()
    )
    group.parent_group = whole
    group = publish_page(group)
    in_english = create_english_version(group)
    foreign = link(get_html(client, in_english), "Coalición")
    assert foreign["lang"] == "es"
    assert foreign["hreflang"] == "es"
    create_english_version(whole, title="Coalition")
    html = get_html(client, in_english)
    assert link(html, "Coalition")["href"].startswith("/en/")
    assert status(WorkingGroupPage.Status.CLOSED, "en") in link(html, "Coalition").parent.get_text()
    assert status(WorkingGroupPage.Status.CLOSED) in link(get_html(client, group), "Coalición").parent.get_text()


def test_the_list_of_groups_has_them_by_status_and_kind_in_one_language(client: Client, home: HomePage) -> None:
    index = WorkingGroupIndexPageFactory(parent=home)
    second, first = GroupKindFactory(label="Grupo", order=2), GroupKindFactory(label="Coalición", order=1)
    WorkingGroupPageFactory(parent=index, title="Agua", kind=second)
    coalition = WorkingGroupPageFactory(parent=index, title="Clima", kind=first)
    WorkingGroupPageFactory(parent=index, title="Viejo", kind=first, status="closed", closed_on=timezone.localdate())
    WorkingGroupPageFactory(parent=index, title="Nuevo", kind=first, status="proposed")
    WorkingGroupPageFactory(parent=index, title="Borrador", kind=first, live=False)
    answer = client.get(index.url).context["results"]
    shown = [(section.heading, [page.title for page in section.pages]) for section in answer.sections]
    with translation.override("es"):
        proposed, closed = gettext("Proposed groups"), gettext("Closed groups")
    assert shown == [("Coalición", ["Clima"]), ("Grupo", ["Agua"]), (proposed, ["Nuevo"]), (closed, ["Viejo"])]
    assert answer.in_other_languages.other_languages == []
    text = main_text(get_html(client, index))
    assert "Borrador" not in text
    assert status(WorkingGroupPage.Status.CLOSED) in text

    in_english = create_english_version(index)
    create_english_version(coalition, title="Climate")
    answer = client.get(in_english.url).context["results"]
    assert [[page.title for page in section.pages] for section in answer.sections] == [["Climate"]]
    assert [page.title for page in answer.in_other_languages.other_languages] == ["Agua", "Nuevo", "Viejo"]
    assert link(get_html(client, in_english), "Agua")["hreflang"] == "es"


def test_the_list_of_services_has_those_offered_at_present(client: Client, home: HomePage) -> None:
    index = ServiceIndexPageFactory(parent=home)
    ServicePageFactory(parent=index, title="Talleres")
    ended = ServicePageFactory(parent=index, title="Campaña", active=False)
    text = main_text(get_html(client, index))
    assert "Talleres" in text
    assert "Campaña" not in text
    assert "Campaña" in main_text(get_html(client, ended))


@pytest.fixture
def services_of_group(home: HomePage) -> dict[str, Any]:
    """Two services of a group: one below its page, one that names it; and a goal's page."""
    groups, services = WorkingGroupIndexPageFactory(parent=home), ServiceIndexPageFactory(parent=home)
    group = WorkingGroupPageFactory(parent=groups, title="Género", goals=[5])
    below = ServicePageFactory(parent=group, title="Debajo", goals=[5])
    named = ServicePageFactory(parent=services, title="Nombrado", goals=[8])
    ServiceGroupFactory(page=named, group=group)
    other = ServicePageFactory(parent=services, title="Ajeno", goals=[10])
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    return {"group": group, "below": below, "named": named, "other": other, "goal": goal}


def test_a_group_lists_the_services_below_it_and_those_that_name_it(
    client: Client, services_of_group: dict[str, Any]
) -> None:
    assert listing_titles(client, services_of_group["group"], "services") == (["Debajo", "Nombrado"], [])
    shown = client.get(services_of_group["below"].url).context["groups"]
    assert [group.title for group in shown] == ["Género"]
    assert [group.title for group in client.get(services_of_group["named"].url).context["groups"]] == ["Género"]


@pytest.mark.parametrize("order", [("group", "below", "named"), ("named", "group", "below"), ("group", "named")])
def test_the_relation_holds_whichever_side_is_translated_first(
    client: Client, services_of_group: dict[str, Any], order: tuple[str, ...]
) -> None:
    versions = {name: create_english_version(services_of_group[name]) for name in order}
    expected = [f"EN {services_of_group[name].title}" for name in ("below", "named") if name in order]
    missing = [services_of_group[name].title for name in ("below", "named") if name not in order]
    assert listing_titles(client, versions["group"], "services") == (expected, missing)
    assert listing_titles(client, services_of_group["group"], "services") == (["Debajo", "Nombrado"], [])
    assert [group.title for group in client.get(versions["named"].url).context["groups"]] == ["EN Género"]


def test_a_row_that_points_at_the_groups_translation_counts_as_well(
    client: Client, services_of_group: dict[str, Any]
) -> None:
    version = create_english_version(services_of_group["group"])
    ServiceGroupFactory(page=services_of_group["other"], group=version)
    assert listing_titles(client, services_of_group["group"], "services")[0] == ["Debajo", "Ajeno", "Nombrado"]
    assert [group.title for group in client.get(services_of_group["other"].url).context["groups"]] == ["Género"]


def test_a_goal_lists_groups_and_services_and_says_which_group_is_closed(
    client: Client, services_of_group: dict[str, Any]
) -> None:
    group = services_of_group["group"]
    group.status, group.closed_on = WorkingGroupPage.Status.CLOSED, timezone.localdate()
    publish_page(group)
    assert listing_titles(client, services_of_group["goal"], "groups") == (["Género"], [])
    assert listing_titles(client, services_of_group["goal"], "services") == (["Debajo"], [])
    assert status(WorkingGroupPage.Status.CLOSED) in main_text(get_html(client, services_of_group["goal"]))
    in_english = create_english_version(services_of_group["goal"])
    assert listing_titles(client, in_english, "groups") == ([], ["Género"])
    assert status(WorkingGroupPage.Status.CLOSED, "en") in main_text(get_html(client, in_english))


def test_a_goal_that_is_taken_away_takes_the_group_out_of_every_language(
    client: Client, services_of_group: dict[str, Any]
) -> None:
    create_english_version(services_of_group["group"])
    goal = create_english_version(services_of_group["goal"])
    assert listing_titles(client, goal, "groups")[0] == ["EN Género"]
    group = republish(services_of_group["group"])
    group.goals = [8]
    publish_page(group)
    assert listing_titles(client, goal, "groups") == ([], [])


def test_the_primary_goal_comes_first(client: Client, group: WorkingGroupPage) -> None:
    group.goals, group.primary_goal = [5, 8, 10], 8
    assert client.get(publish_page(group).url).context["goals"] == [8, 5, 10]


def test_countries_stand_in_the_alphabet_of_the_reader(client: Client, group: WorkingGroupPage) -> None:
    group.countries = ["SV", "BB", "DO"]
    group = publish_page(group)
    assert client.get(group.url).context["countries"] == ["BB", "SV", "DO"]
    assert client.get(create_english_version(group).url).context["countries"] == ["BB", "DO", "SV"]


def test_a_preview_of_rows_that_are_not_stored_yet_shows_them(group: WorkingGroupPage) -> None:
    from groups.page_context import group_context

    group.leads.add(GroupLead(entity=EntityFactory(name="Recién elegida"), role="chair"))
    (role,) = group_context(group)["leads"]
    assert role.parts[0].entity.name == "Recién elegida"
