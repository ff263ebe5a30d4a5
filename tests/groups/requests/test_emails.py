"""Mails about requests: to whom, in which language, and not lost while the mail server is away."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone, translation

from core.outbox.delivery import mail_waiting, pause
from groups.models import ContactPoint, ServicePage, ServiceRequest, ServiceRequestMail, WorkingGroupPage
from groups.requests.routing import recipient
from tests.factories import ContactPointFactory, ServiceGroupFactory, WorkingGroupPageFactory
from tests.groups.public_pages import create_english_version
from tests.groups.requests.public_form import post_form
from tests.platform import english_locale
from tests.support.public_pages import subpage_url
from tests.support.visitor_forms import parse_response

pytestmark = pytest.mark.django_db

DESK = "mesa@example.org"


def contact(email: str, **values: Any) -> ContactPoint:
    made: ContactPoint = ContactPointFactory(email=email, **values)
    return made


@pytest.fixture
def service_with_contact(service: ServicePage) -> ServicePage:
    """The service with a contact point of its own."""
    service.contact_point = contact(DESK)
    service.save()
    return service


def test_the_contact_point_reads_it_in_the_sources_language_and_the_sender_in_theirs(
    service_with_contact: ServicePage,
) -> None:
    post_form(create_english_version(service_with_contact), name="Joe")
    to_desk, copy = mail.outbox
    kept = ServiceRequest.objects.get()
    assert (to_desk.to, to_desk.reply_to) == ([DESK], ["ana@example.org"])
    assert (copy.to, copy.reply_to) == (["ana@example.org"], [])
    assert kept.service_title in copy.subject
    assert "You sent us the following" in copy.body
    for message in (to_desk, copy):
        assert "Joe" in message.body
        assert "> En marzo." in message.body
    assert f"http://localhost/admin/service-requests/edit/{kept.pk}/" in to_desk.body
    assert "/admin/" not in copy.body
    assert "español" not in copy.body.lower()
    assert [bool(row.mailed_at) for row in kept.mails.all()] == [True, True]


def test_neither_form_nor_thanks_show_an_address(service_with_contact: ServicePage) -> None:
    response = post_form(service_with_contact)
    page = subpage_url(service_with_contact, "request/")
    for html in (Client().get(page).content, Client().get(response["Location"]).content):
        assert b"@example.org" not in html


def test_a_title_can_not_add_headers(service_with_contact: ServicePage) -> None:
    ServicePage.objects.filter(pk=service_with_contact.pk).update(title="Uno\nBcc: otra@example.org")
    post_form(ServicePage.objects.get(pk=service_with_contact.pk))
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert "\n" not in message.subject
        assert len(message.recipients()) == 1


def recipient_address(service: ServicePage) -> str | None:
    found = recipient(service.translation_key)
    return found.email if found else None


def test_the_way_to_a_mailbox(service: ServicePage, group: WorkingGroupPage, settings: Any) -> None:
    """Each mailbox that is found comes before those found until then."""
    assert recipient_address(service) is None
    settings.SERVICE_DESK_EMAIL = "plataforma@example.org"
    assert recipient_address(service) == "plataforma@example.org"
    named = WorkingGroupPageFactory(parent=group.get_parent(), contact_point=contact("otro@example.org"))
    ServiceGroupFactory(page=service, group=named)
    assert recipient_address(service) == "otro@example.org"
    group.contact_point = contact("arriba@example.org")
    group.save()
    assert recipient_address(service) == "arriba@example.org"
    service.contact_point = contact(DESK)
    service.save()
    assert recipient_address(service) == DESK
    ContactPoint.objects.filter(email=DESK).update(live=False)
    assert recipient_address(service) == "arriba@example.org"
    WorkingGroupPage.objects.filter(pk=group.pk).update(status="closed")
    assert recipient_address(service) == "otro@example.org"
    WorkingGroupPage.objects.filter(pk=named.pk).update(live=False)
    assert recipient_address(service) == "plataforma@example.org"


def test_a_request_for_a_translation_goes_where_those_for_the_source_go(service_with_contact: ServicePage) -> None:
    create_english_version(service_with_contact)
    found = recipient(ServicePage.objects.get(locale=english_locale()).translation_key)
    assert found is not None
    assert (found.email, found.language) == (DESK, "es")


def mail_server_down() -> Any:
    return mock.patch.object(EmailBackend, "send_messages", side_effect=SMTPServerDisconnected("gone"))


@pytest.mark.django_db(transaction=True)
def test_a_failing_mail_server_loses_nothing_and_the_visitor_is_told(service_with_contact: ServicePage) -> None:
    with mail_server_down():
        response = post_form(create_english_version(service_with_contact))
    assert response["Location"].endswith("?sent=waiting")
    assert "Emails cannot be sent at the moment" in parse_response(Client().get(response["Location"])).main.text
    assert {(row.failures, row.mailed_at) for row in ServiceRequestMail.objects.all()} == {(1, None)}
    assert mail_waiting() == 2
    assert {tuple(message.to) for message in mail.outbox} == {(DESK,), ("ana@example.org",)}
    assert mail_waiting() == 0
    assert len(mail.outbox) == 2


def test_an_address_that_is_refused_holds_up_no_other_and_is_tried_less_and_less(
    service_with_contact: ServicePage,
) -> None:
    refused = SMTPRecipientsRefused({"ana@example.org": (550, b"unknown")})
    with mock.patch.object(EmailBackend, "send_messages", side_effect=[1, refused, refused]):
        post_form(service_with_contact)
        assert mail_waiting() == 0
    copy = ServiceRequestMail.objects.get(mailed_at=None)
    assert (copy.kind, copy.failures) == ("copy", 2)
    with translation.override("en"):
        assert "failed 2 times" in copy.state
    assert mail_waiting() == 0, "it is not its turn yet"
    ServiceRequestMail.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    assert mail_waiting() == 1


def test_pauses_grow_to_a_day() -> None:
    pauses = [pause(number).total_seconds() / 60 for number in range(1, 6)]
    assert pauses == [0, 10, 30, 70, 150]
    assert pause(500) == timedelta(days=1)


def test_where_nobody_is_named_it_waits_until_somebody_is(service: ServicePage, settings: Any) -> None:
    assert post_form(service)["Location"].endswith("?sent=1")
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    assert mail_waiting() == 0
    assert ServiceRequestMail.objects.get(mailed_at=None).failures == 0
    settings.SERVICE_DESK_EMAIL = DESK
    assert mail_waiting() == 1
    assert mail.outbox[-1].to == [DESK]
