"""What contradicts itself is refused with a message at the field, and nothing typed is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from groups.models import GroupLead, GroupMember, ServicePage, WorkingGroupPage
from tests.factories import EntityFactory, GroupLeadFactory, GroupMemberFactory, WorkingGroupPageFactory
from tests.support.edit_form import add_inline_row, edit_form_data, post_edit_form
from tests.support.messages import in_spanish

pytestmark = pytest.mark.django_db


def assert_form_returned(response: Any, typed: str) -> Any:
    """The form that came back: as a page, with what was typed still in it."""
    assert response.status_code == 200
    assert response.context["form"]["summary"].value() == typed
    assert typed in response.content.decode()
    return response.context["form"]


def messages(errors: Any) -> list[str]:
    return [str(message) for message in errors]


def test_a_lead_needs_an_entity_even_in_a_draft(editor: Client, group: WorkingGroupPage) -> None:
    data = edit_form_data(editor, group)
    data["summary"] = "Un resumen recién escrito"
    add_inline_row(data, "leads", entity="", role="chair", since="2024-03-01", until="")
    form = assert_form_returned(post_edit_form(editor, group, data), "Un resumen recién escrito")
    row = form.formsets["leads"].forms[0]
    assert messages(row.errors["entity"]) == [in_spanish("This field is required.")] != ["This field is required."]
    assert row["since"].value() == "2024-03-01"
    assert not GroupLead.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize("relation", ["leads", "members"])
def test_a_role_does_not_end_before_it_starts(editor: Client, group: WorkingGroupPage, relation: str) -> None:
    data = edit_form_data(editor, group)
    data["summary"] = "Otro resumen"
    entity = EntityFactory(locale=group.locale)
    add_inline_row(data, relation, entity=entity.pk, role="chair", since="2024-03-01", until="2024-02-29")
    form = assert_form_returned(post_edit_form(editor, group, data), "Otro resumen")
    row = form.formsets[relation].forms[0]
    assert messages(row.errors["until"]) == [in_spanish("The end date is before the start date.")]
    assert row["until"].value() == "2024-02-29"
    assert str(row["entity"].value()) == str(entity.pk)
    assert not GroupLead.objects.exists()
    assert not GroupMember.objects.exists()


def test_a_role_may_last_one_day(editor: Client, group: WorkingGroupPage) -> None:
    data = edit_form_data(editor, group)
    entity = EntityFactory(locale=group.locale)
    add_inline_row(data, "leads", entity=entity.pk, role="chair", since="2024-03-01", until="2024-03-01")
    assert post_edit_form(editor, group, data, "publish").status_code == 302
    assert group.leads.model.objects.get().until == date(2024, 3, 1)


@pytest.mark.one_database
def test_a_group_does_not_close_before_it_began(editor: Client, group: WorkingGroupPage) -> None:
    data = edit_form_data(editor, group)
    data.update({"summary": "Resumen tecleado", "status": "closed", "active_since": "2020-01-02"})
    data["closed_on"] = "2020-01-01"
    form = assert_form_returned(post_edit_form(editor, group, data), "Resumen tecleado")
    assert messages(form.errors["closed_on"]) == [in_spanish("The closing date is before the start date.")]


def test_a_closed_group_says_since_when_once_it_is_published_but_not_in_a_draft(
    editor: Client, group: WorkingGroupPage
) -> None:
    data = edit_form_data(editor, group)
    data.update({"summary": "Resumen del cierre", "status": "closed"})
    assert post_edit_form(editor, group, data.copy()).status_code == 302
    form = assert_form_returned(post_edit_form(editor, group, data, "publish"), "Resumen del cierre")
    assert messages(form.errors["closed_on"]) == [in_spanish("Enter the date on which the group was closed.")]
    assert not WorkingGroupPage.objects.get(pk=group.pk).is_closed


def test_the_primary_goal_is_one_of_the_goals(editor: Client, group: WorkingGroupPage) -> None:
    data = edit_form_data(editor, group)
    data["summary"] = "Resumen con objetivos"
    data.setlist("goals", ["5", "8"])
    data["primary_goal"] = "10"
    form = assert_form_returned(post_edit_form(editor, group, data), "Resumen con objetivos")
    assert messages(form.errors["primary_goal"]) == [
        in_spanish("The primary goal must be one of the goals chosen above.")
    ]
    assert form["goals"].value() == ["5", "8"]


def test_two_primary_goals_are_not_stored(editor: Client, group: WorkingGroupPage) -> None:
    data = edit_form_data(editor, group)
    data.setlist("goals", ["5", "8"])
    data.setlist("primary_goal", ["5", "8"])
    assert post_edit_form(editor, group, data, "publish").status_code == 302
    assert WorkingGroupPage.objects.get(pk=group.pk).primary_goal == 8


def test_a_goal_that_does_not_exist_is_refused(editor: Client, group: WorkingGroupPage) -> None:
    data = edit_form_data(editor, group)
    data["summary"] = "Resumen con un objetivo de más"
    data.setlist("goals", ["5", "18"])
    form = assert_form_returned(post_edit_form(editor, group, data), "Resumen con un objetivo de más")
    assert form.errors["goals"]


def test_a_draft_may_lack_what_publishing_needs(editor: Client, group: WorkingGroupPage) -> None:
    data = edit_form_data(editor, group)
    data.update({"kind": "", "summary": ""})
    assert post_edit_form(editor, group, data.copy()).status_code == 302
    form = assert_form_returned(post_edit_form(editor, group, data, "publish"), "")
    assert set(form.errors) == {"kind", "summary"}
    assert messages(form.errors["kind"]) == [in_spanish("This field is required.")]


def test_a_group_is_no_part_of_itself(editor: Client, group: WorkingGroupPage) -> None:
    data = edit_form_data(editor, group)
    data["summary"] = "Resumen de un bucle"
    data["parent_group"] = str(group.pk)
    form = assert_form_returned(post_edit_form(editor, group, data), "Resumen de un bucle")
    expected = [in_spanish("A group cannot be part of itself or of one of its subgroups.")]
    assert messages(form.errors["parent_group"]) == expected


def test_a_group_is_no_part_of_its_parts_nor_of_its_translation(editor: Client, group: WorkingGroupPage) -> None:
    part = WorkingGroupPageFactory(parent=group.get_parent(), parent_group=group)
    part_of_part = WorkingGroupPageFactory(parent=group.get_parent(), parent_group=part)
    english = group.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    for wrong in (part, part_of_part, english):
        data = edit_form_data(editor, group)
        data["summary"] = "Resumen de otro bucle"
        data["parent_group"] = str(wrong.pk)
        assert assert_form_returned(post_edit_form(editor, group, data), "Resumen de otro bucle").errors["parent_group"]


def test_a_service_is_not_confirmed_in_the_future(editor: Client, service: ServicePage) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = edit_form_data(editor, service)
    data.update({"summary": "Resumen del servicio", "last_confirmed": tomorrow.isoformat()})
    form = assert_form_returned(post_edit_form(editor, service, data), "Resumen del servicio")
    assert messages(form.errors["last_confirmed"]) == [in_spanish("This date is in the future.")]
    data["last_confirmed"] = timezone.localdate().isoformat()
    assert post_edit_form(editor, service, data).status_code == 302


@pytest.mark.indexed
def test_an_entity_that_leads_a_group_can_not_be_deleted(editor: Client, group: WorkingGroupPage) -> None:
    entity = GroupLeadFactory(page=group).entity
    GroupMemberFactory(page=group, entity=entity)
    editor.post(f"/admin/snippets/groups/entity/delete/{entity.pk}/")
    assert type(entity).objects.filter(pk=entity.pk).exists()
    assert group.leads.model.objects.count() == 1
