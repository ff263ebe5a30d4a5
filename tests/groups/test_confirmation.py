"""Services that somebody has to confirm: visitors get a hint, editors a report."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import ServicePage, WorkingGroupPage
from home.setup import roles
from tests.factories import ServicePageFactory, WorkingGroupPageFactory
from tests.groups.public_pages import create_english_version

pytestmark = pytest.mark.django_db

ADDRESS = "services_to_confirm"


def days_ago(days: int) -> Any:
    return timezone.localdate() - timedelta(days=days)


def reported_services(client: Client) -> list[str]:
    """The services in the report, in its order."""
    html = BeautifulSoup(client.get(reverse(ADDRESS)).content, "html.parser")
    return [row.select_one("td a").get_text(strip=True) for row in html.select("table.listing tbody tr")]


@pytest.mark.parametrize(("days", "hint"), [(0, False), (365, False), (366, True)])
def test_visitors_read_when_and_who_and_that_it_was_long_ago(
    client: Client, service: ServicePage, days: int, hint: bool
) -> None:
    service.last_confirmed, service.confirmed_by = days_ago(days), "Secretaría"
    service.save()
    facts = BeautifulSoup(client.get(service.url).content, "html.parser").select_one(".facts")
    assert facts.select_one(f'time[datetime="{days_ago(days)}"]')
    assert "Secretaría" in facts.text
    assert bool(facts.select(".hint")) == hint


def test_the_report_names_what_was_never_or_long_ago_confirmed(editor: Client, service: ServicePage) -> None:
    group = service.get_parent().specific
    for title, values in {
        "Nueva": {"last_confirmed": days_ago(365)},
        "Vieja": {"last_confirmed": days_ago(366)},
        "Parada": {"active": False},
        "Borrador": {"live": False},
    }.items():
        ServicePageFactory(parent=group, title=title, **values)
    create_english_version(service)
    assert reported_services(editor) == ["Talleres", "Vieja"]
    response: Any = editor.get(reverse(ADDRESS), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [row[0] for row in rows[1:]] == ["Talleres", "Vieja"]


def test_everybody_sees_what_they_may_edit(service: ServicePage) -> None:
    group = WorkingGroupPage.objects.get(pk=service.get_parent().pk)
    ServicePageFactory(parent=WorkingGroupPageFactory(parent=group.get_parent()), title="Ajena")
    user = get_user_model().objects.create_user("lead")
    Group.objects.get_or_create(name="Editors")
    user.groups.add(roles.focal_point_group(group))
    client = Client()
    client.force_login(user)
    assert reported_services(client) == ["Talleres"]
    nobody = Client()
    nobody.force_login(get_user_model().objects.create_user("nobody"))
    assert nobody.get(reverse(ADDRESS)).status_code == 302
