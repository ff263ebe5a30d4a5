"""Requests are personal data: told to whom they are about, erased when asked, deleted when their time is over."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.jobs.schedule import jobs
from groups.models import Person, ServicePage, ServiceRequest, ServiceRequestMail
from groups.requests.privacy import delete_expired
from tests.factories import ContactPointFactory, PersonFactory
from tests.groups.public_pages import create_english_version
from tests.groups.requests.public_form import post_form
from tests.groups.test_person_erasure import rows_containing

pytestmark = pytest.mark.django_db


def create_old_request(service: ServicePage, days: int) -> ServiceRequest:
    """A request of so many days ago."""
    return ServiceRequest.objects.create(
        service_key=service.translation_key, language="es", sent_at=timezone.now() - timedelta(days=days)
    )


def test_requests_are_deleted_when_their_time_is_over(service: ServicePage, settings: Any) -> None:
    settings.SERVICE_REQUEST_RETENTION_DAYS = 30
    kept = [create_old_request(service, days) for days in (0, 29, 30)]
    for days in (31, 400):
        ServiceRequestMail.objects.create(request=create_old_request(service, days), kind="copy")
    assert delete_expired(timezone.localdate()) == 2
    assert set(ServiceRequest.objects.all()) == set(kept)
    assert not ServiceRequestMail.objects.exists()
    assert delete_expired(timezone.localdate()) == 0


def test_the_clock_and_the_command_do_it(service: ServicePage, capsys: pytest.CaptureFixture[str]) -> None:
    create_old_request(service, 4000)
    next(job for job in jobs() if job.name == "delete_old_requests").run()
    assert not ServiceRequest.objects.exists()
    create_old_request(service, 4000)
    call_command("delete_old_requests")
    assert capsys.readouterr().out == "Requests deleted: 1\n"


def test_the_whole_way_from_the_form_to_the_end(editor: Client, service: ServicePage) -> None:
    service.contact_point = ContactPointFactory()
    service.save()
    assert post_form(service).status_code == 302
    kept = ServiceRequest.objects.get()
    edit = reverse("service_requests:edit", args=[kept.pk])
    editor.post(edit, {"status": "answered", "notes": "Llamada el lunes", "handler": ""})
    export: Any = editor.get(reverse("service_requests:index"), {"export": "csv"})
    assert "Llamada el lunes" in b"".join(export.streaming_content).decode()
    ServiceRequest.objects.update(sent_at=timezone.now() - timedelta(days=366))
    assert delete_expired(timezone.localdate()) == 1
    assert rows_containing("ana@example.org", "Ana Prueba", "Llamada el lunes") == {}


def test_what_is_kept_of_somebody_is_told_and_erased(service: ServicePage, capsys: pytest.CaptureFixture[str]) -> None:
    create_english_version(PersonFactory(name="Ana Prueba", email="Ana@example.org"))
    post_form(service, email="ANA@example.org")
    post_form(service, email="otra@example.org", name="Otra")
    call_command("personal_data", "export", "ana@EXAMPLE.org")
    told = json.loads(capsys.readouterr().out)
    assert [row["language"] for row in told["people"]] == ["es", "en"]
    assert [row["purpose"] for row in told["service_requests"]] == ["Un taller para el equipo.\nEn marzo."]
    assert "Otra" not in json.dumps(told)
    call_command("personal_data", "erase", "ana@example.org")
    assert capsys.readouterr().out == "Erased: people: 1; service requests: 1\n"
    assert not Person.objects.exists()
    assert ServiceRequest.objects.get().name == "Otra"
    call_command("personal_data", "export", "ana@example.org")
    assert json.loads(capsys.readouterr().out) == {"people": [], "service_requests": []}


def test_what_is_no_address_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="not an email address") as refused:
        call_command("personal_data", "erase", "%")
    assert refused.value.returncode == 1
