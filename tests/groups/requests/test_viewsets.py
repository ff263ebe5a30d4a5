"""The service desk: who sees which requests, and what they do about them."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from groups.models import ServiceGroup, ServicePage, ServiceRequest, ServiceRequestMail, WorkingGroupPage
from home.setup import roles
from home.setup.platform import set_up
from tests.factories import ServicePageFactory, WorkingGroupPageFactory
from tests.groups.public_pages import create_english_version
from tests.support.row_cache import cached_rows
from tests.support.visitor_forms import parse_response

pytestmark = pytest.mark.django_db

INDEX = "service_requests:index"


@cached_rows
def platform() -> tuple[int, int]:
    """Two groups with a service each, on a platform with its roles; gives back the services."""
    made = set_up(["es", "en"])
    services = []
    for title in ("Uno", "Dos"):
        group = WorkingGroupPageFactory(parent=made.lists["groups"], title=title, acronym=title)
        roles.focal_point_group(group)
        services.append(ServicePageFactory(parent=group, title=f"Servicio {title}").pk)
    return services[0], services[1]


@pytest.fixture
def services() -> tuple[ServicePage, ServicePage]:
    first, second = platform()
    return ServicePage.objects.get(pk=first), ServicePage.objects.get(pk=second)


def request_for(service: ServicePage, **values: Any) -> ServiceRequest:
    """A request with its two mails."""
    given = {
        "service_key": service.translation_key, "service_title": service.title, "language": "es", "name": "Ana Prueba",
        "email": "ana@example.org", "organisation": "Oficina", "country": "UY", "purpose": "Un taller", **values,
    }  # fmt: skip
    made = ServiceRequest.objects.create(**given)
    for kind in ServiceRequestMail.Kind:
        ServiceRequestMail.objects.create(request=made, kind=kind, mailed_at=timezone.now())
    return made


def client_in_role(role: str, language: str = "en") -> Client:
    """Logged in with a role; empty: a superuser."""
    users: Any = get_user_model()._default_manager
    user = users.create_user(f"de-{role}") if role else users.create_superuser("super")
    if role:
        user.groups.add(Group.objects.get(name=role))
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    return client


def listed_requests(client: Client, **query: str) -> list[str]:
    """The services in the list, in its order."""
    html = parse_response(client.get(reverse(INDEX), query))
    return [row.select_one("td a").get_text(strip=True) for row in html.select("table.listing tbody tr")]


def csv_rows(client: Client, **query: str) -> list[dict[str, str]]:
    """The rows of the CSV."""
    response: Any = client.get(reverse(INDEX), {"export": "csv", **query})
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def url(name: str, request: ServiceRequest) -> str:
    return reverse(f"service_requests:{name}", args=[request.pk])


#: For each role: what it may do with a request for Uno's service and with one for Dos's:
#: see it in the list (l), export it (x), open it (o), change it (c), see its history (h), delete it (d).
RIGHTS = {
    "": ("lxochd", "lxochd"),
    "Service desk": ("lxochd", "lxochd"),
    "Focal point: Uno": ("lxoch", ""),
    "Focal point: Dos": ("", "lxoch"),
    "Editors": ("", ""),
    "Reviewers": ("", ""),
    "Translators (en)": ("", ""),
}


@pytest.mark.parametrize("role", RIGHTS)
def test_rights(services: tuple[ServicePage, ServicePage], role: str) -> None:
    requests = [request_for(service) for service in services]
    client = client_in_role(role)
    page = client.get(reverse(INDEX))
    shown = listed_requests(client) if page.status_code == 200 else []
    rows = csv_rows(client) if page.status_code == 200 else []
    may = []
    for request in requests:
        done = "l" if request.service_title in shown else ""
        done += "x" if str(request.pk) in {row["Request number"] for row in rows} else ""
        done += "o" if client.get(url("edit", request)).status_code == 200 else ""
        client.post(url("edit", request), {"status": "answered", "notes": "Hecho", "handler": ""})
        request.refresh_from_db()
        done += "c" if request.status == "answered" else ""
        done += "h" if client.get(url("history", request)).status_code == 200 else ""
        client.post(url("delete", request))
        done += "" if ServiceRequest.objects.filter(pk=request.pk).exists() else "d"
        may.append(done)
    assert tuple(may) == RIGHTS[role]
    first = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse(INDEX) in first) == any(RIGHTS[role])


def test_strangers_are_led_to_the_login(services: tuple[ServicePage, ServicePage]) -> None:
    kept = request_for(services[0])
    for address in (reverse(INDEX), url("edit", kept)):
        assert Client().get(address)["Location"].startswith("/admin/login/")


def test_a_group_that_a_service_names_handles_its_requests_too(services: tuple[ServicePage, ServicePage]) -> None:
    first, _second = services
    ServiceGroup.objects.create(
        page=first, group=WorkingGroupPage.objects.get(title="Dos"), locale=first.locale, sort_order=0
    )
    request_for(first)
    assert listed_requests(client_in_role("Focal point: Dos")) == [first.title]


def test_somebody_who_left_sees_nothing(services: tuple[ServicePage, ServicePage]) -> None:
    request_for(services[0])
    client = client_in_role("Focal point: Uno")
    Group.objects.get(name="Focal point: Uno").user_set.clear()
    assert client.get(reverse(INDEX)).status_code == 302


def test_the_list_is_filtered_searched_and_in_the_readers_language(services: tuple[ServicePage, ServicePage]) -> None:
    first, second = services
    create_english_version(first, title="Service One")
    old = request_for(first, status="answered", name="Rosa Ejemplo")
    ServiceRequest.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=20))
    waiting = request_for(second)
    waiting.mails.filter(kind="copy").update(mailed_at=None, failures=3)
    client = client_in_role("Service desk")
    assert listed_requests(client) == [second.title, "Service One"]
    assert listed_requests(client, status="answered") == ["Service One"]
    assert listed_requests(client, service_key=str(second.translation_key)) == [second.title]
    assert listed_requests(client, sent_at_from=str(timezone.localdate() - timedelta(days=2))) == [second.title]
    assert listed_requests(client, mail="waiting") == [second.title]
    assert listed_requests(client, q="rosa") == ["Service One"]
    assert listed_requests(client, q="nadie") == []
    assert len(csv_rows(client, status="answered")) == 1
    assert "failed 3 times" in client.get(reverse(INDEX)).content.decode()


def test_a_request_outlives_its_services_page(services: tuple[ServicePage, ServicePage]) -> None:
    request_for(services[0])
    services[0].delete()
    assert listed_requests(client_in_role("Service desk")) == ["Servicio Uno"]
    assert listed_requests(client_in_role("Focal point: Uno")) == []


def test_filters_tell_a_lead_nothing_of_other_groups(services: tuple[ServicePage, ServicePage]) -> None:
    for service in services:
        request_for(service)
    assert "Servicio Dos" not in client_in_role("Focal point: Uno").get(reverse(INDEX)).content.decode()


def test_who_takes_a_request_on_handles_it(services: tuple[ServicePage, ServicePage]) -> None:
    kept = request_for(services[0])
    ServiceRequest.objects.update(status_at=timezone.now() - timedelta(days=3))
    client = client_in_role("Focal point: Uno")
    response = client.post(url("edit", kept), {"status": "in_progress", "notes": "Llamar", "handler": ""})
    assert response.status_code == 302
    kept.refresh_from_db()
    assert (kept.status, kept.notes, str(kept.handler)) == ("in_progress", "Llamar", "de-Focal point: Uno")
    assert kept.status_at > timezone.now() - timedelta(minutes=1)


def test_only_those_who_may_can_be_given_a_request(services: tuple[ServicePage, ServicePage]) -> None:
    kept = request_for(services[0])
    for role in ("Focal point: Uno", "Focal point: Dos", "Editors"):
        client_in_role(role)
    client = client_in_role("Service desk")
    offered = {
        option.text.strip() for option in parse_response(client.get(url("edit", kept))).select("[name=handler] option")
    }
    assert offered - {"---------"} == {"de-Focal point: Uno", "de-Service desk"}
    stranger = get_user_model().objects.get(username="de-Focal point: Dos")
    client.post(url("edit", kept), {"status": "in_progress", "notes": "", "handler": str(stranger.pk)})
    kept.refresh_from_db()
    assert kept.handler is None


def test_what_was_sent_can_not_be_changed_and_is_text(services: tuple[ServicePage, ServicePage]) -> None:
    bad = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    kept = request_for(services[0], name=bad, purpose=bad, organisation="=1+1")
    client = client_in_role("Service desk")
    html = parse_response(client.get(url("edit", kept)))
    assert html.select_one("dl").text.count(bad) == 2
    assert not html.select("dl :is(script, img)")
    client.post(
        url("edit", kept), {"status": "new", "notes": "", "handler": "", "name": "Otra", "email": "x@example.org"}
    )
    kept.refresh_from_db()
    assert (kept.name, kept.email) == (bad, "ana@example.org")
    assert csv_rows(client)[0]["Organization"] == "'=1+1"


def test_the_log_has_nothing_personal(services: tuple[ServicePage, ServicePage]) -> None:
    kept = request_for(services[0])
    client = client_in_role("Service desk")
    client.post(url("edit", kept), {"status": "answered", "notes": "Ana", "handler": ""})
    client.post(url("delete", kept))
    entries = ModelLogEntry.objects.filter(content_type__model="servicerequest")
    assert {entry.action for entry in entries} == {"wagtail.edit", "wagtail.delete"}
    assert "ana" not in " ".join(f"{entry.label} {entry.data}" for entry in entries).lower()


def test_the_first_page_counts_what_somebody_may_handle(services: tuple[ServicePage, ServicePage]) -> None:
    first, second = services
    for status in ("new", "new", "in_progress"):
        request_for(first, status=status)
    request_for(second).mails.update(mailed_at=None)

    def counts(role: str) -> str:
        main = parse_response(client_in_role(role).get(reverse("wagtailadmin_home"))).main
        return " ".join(main.text.split()) if main.select_one(f'a[href^="{reverse(INDEX)}?status"]') else ""

    assert "New: 3" in counts("Service desk")
    lead = counts("Focal point: Uno")
    assert "New: 2" in lead
    assert "In progress: 1" in lead
    assert "not been sent" not in lead
    assert counts("Editors") == ""


@pytest.mark.one_database
@pytest.mark.parametrize("role", ["Service desk", "Focal point: Uno"])
def test_the_list_takes_as_many_queries_for_many_as_for_few(
    services: tuple[ServicePage, ServicePage], role: str
) -> None:
    group = WorkingGroupPage.objects.get(title="Uno")
    client = client_in_role(role)
    counts = []
    for size in (5, 45):
        for number in range(size):
            service = ServicePageFactory(parent=group) if number < 20 else services[0]
            request_for(service, handler=get_user_model().objects.create(username=f"h{size}-{number}"))
        for query in ({}, {"export": "csv"}):
            client.get(reverse(INDEX), query)
            with CaptureQueriesContext(connection) as asked:
                response: Any = client.get(reverse(INDEX), query)
                b"".join(response.streaming_content) if response.streaming else None
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
