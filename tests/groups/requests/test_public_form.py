"""A visitor asks for a service: in their language, without scripts, and loses nothing."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from groups.models import ServicePage, ServiceRequest, WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    EntityFactory,
    ServiceEntityFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
)
from tests.groups.public_pages import create_english_version
from tests.groups.requests.public_form import ANSWERS, form_errors, form_url, post_form
from tests.support.visitor_forms import parse_response, started_token

pytestmark = pytest.mark.django_db


def test_a_request_is_kept_with_its_service_and_language(service: ServicePage) -> None:
    other = create_english_version(service)
    assert post_form(service).status_code == 302
    assert post_form(other, name="Joe", country="").status_code == 302
    first, second = ServiceRequest.objects.order_by("pk")
    assert (first.language, second.language) == ("es", "en")
    assert first.service_key == second.service_key == service.translation_key
    assert (first.service_title, second.service_title) == (service.title, other.title)
    assert {name: getattr(first, name) for name in ANSWERS if name != "consent"} == {
        name: value for name, value in ANSWERS.items() if name != "consent"
    }
    assert (first.status, first.handler, first.notes) == ("new", None, "")


def test_the_service_page_leads_to_the_form_and_sets_no_cookie(service: ServicePage) -> None:
    client = Client()
    response = client.get(service.url)
    assert parse_response(response).select_one(".ask a.button")["href"] == form_url(service)
    assert not response.cookies
    form = client.get(form_url(service))
    assert set(form.cookies) == {"csrftoken"}
    assert "no-store" in form["Cache-Control"]


@pytest.mark.one_database
def test_the_page_is_well_made(service: ServicePage) -> None:
    create_english_version(service)
    html = parse_response(Client().get(form_url(service)))
    assert len(html.select("h1")) == 1
    identifiers = [str(tag["id"]) for tag in html.select("[id]")]
    assert len(identifiers) == len(set(identifiers))
    for field in html.select(".form-field :is(input, textarea, select)"):
        assert html.select_one(f'label[for="{field["id"]}"]'), field
    for described in html.select("[aria-describedby]"):
        assert html.select_one(f"#{described['aria-describedby']}"), described
    given = {str(tag["name"]): tag.get("autocomplete") for tag in html.select(".form-field :is(input, select)")}
    assert given == {
        "name": "name", "email": "email", "organisation": "organization", "country": "country", "consent": None,
    }  # fmt: skip
    assert not html.select("script:not([src]), style, [style]")
    assert html.select_one('meta[name="robots"][content="noindex"]')
    assert not html.select("link[rel=canonical], link[rel=alternate][hreflang]")


def test_the_switcher_leads_to_the_form_in_the_other_language(service: ServicePage) -> None:
    other = create_english_version(service)
    links = {
        str(tag["hreflang"]): tag["href"]
        for tag in parse_response(Client().get(form_url(service))).select(".languages a")
    }
    assert links["en"] == form_url(other)


@pytest.mark.one_database
def test_the_consent_says_for_how_long(service: ServicePage, settings: Any) -> None:
    settings.SERVICE_REQUEST_RETENTION_DAYS = 77
    other = create_english_version(service)
    box = parse_response(Client().get(form_url(other))).select_one("[name=consent]")
    assert "77 days" in parse_response(Client().get(form_url(other))).select_one(f"#{box['aria-describedby']}").text
    assert list(form_errors(post_form(service, consent=None))) == ["consent"]
    assert not ServiceRequest.objects.exists()


def test_what_is_wrong_is_said_at_the_field_and_above_and_nothing_typed_is_lost(service: ServicePage) -> None:
    response = post_form(service, name="", email="no es", purpose="Un <b>texto</b>", consent=None)
    assert set(form_errors(response)) == {"name", "email", "consent"}
    html = parse_response(response)
    summary = html.select_one(".form-errors")
    assert (summary["role"], summary.has_attr("autofocus")) == ("alert", True)
    assert [html.select_one(str(link["href"]))["name"] for link in summary.select("a")] == ["name", "email", "consent"]
    wrong = html.select_one("#answer-email")
    assert (wrong["aria-invalid"], wrong["value"]) == ("true", "no es")
    assert "answer-email_error" in wrong["aria-describedby"]
    assert html.select_one("#answer-purpose").text.strip() == "Un <b>texto</b>"
    assert html.select_one("[name=country] option[selected]")["value"] == "UY"
    assert not ServiceRequest.objects.exists()


@pytest.mark.one_database
def test_messages_are_in_the_visitors_language(service: ServicePage) -> None:
    with translation.override("es"):
        spanish = gettext("This field is required.")
    assert form_errors(post_form(service, name=""))["name"] == [spanish]
    assert form_errors(post_form(create_english_version(service), name=""))["name"] == ["This field is required."]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "x" * 161),
        ("organisation", "x" * 201),
        ("email", "ana@example.org\nBcc: otra@example.org"),
        ("email", "ana@example.org, otra@example.org"),
        ("email", f"{'x' * 300}@example.org"),
        ("country", "xx"),
        ("purpose", "x" * 1_000_000),
        ("purpose", " "),
    ],
)
def test_what_a_field_can_not_be_is_refused_politely(service: ServicePage, name: str, value: Any) -> None:
    response = post_form(service, **{name: value})
    assert list(form_errors(response)) == [name]
    assert parse_response(response).select_one("[name=name]")["value"] == (value if name == "name" else ANSWERS["name"])
    assert not ServiceRequest.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("name", "Ana\r\nBcc: otra@example.org", "Ana Bcc: otra@example.org"),
        ("organisation", "Oficina\u000bregional\x1b", "Oficina regional"),
        ("name", "nulo\x00", "nulo"),
        ("purpose", "uno\u2028dos\x07", "uno\ndos"),
    ],
)
def test_characters_that_nobody_sees_are_taken_out(service: ServicePage, name: str, value: Any, kept: str) -> None:
    assert post_form(service, **{name: value}).status_code == 302
    assert getattr(ServiceRequest.objects.get(), name) == kept


@pytest.mark.one_database
@pytest.mark.parametrize("changed", [{"_more": "x"}, {"_started": ""}, {"_started": "x"}])
def test_the_trap_and_a_forged_note_refuse_without_loss(service: ServicePage, changed: dict[str, Any]) -> None:
    response = post_form(service, **changed)
    assert list(form_errors(response)) == ["__all__"]
    assert (
        parse_response(response).select_one("[name=purpose]").text.strip().splitlines()
        == ANSWERS["purpose"].splitlines()
    )
    assert not ServiceRequest.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize("seconds", [0, 4 * 24 * 3600])
def test_too_quick_and_too_old_is_refused(service: ServicePage, seconds: int) -> None:
    assert list(form_errors(post_form(service, _started=started_token(service, seconds)))) == ["__all__"]
    assert post_form(service).status_code == 302


@override_settings(FORM_SENDS_AN_HOUR=2)
def test_many_from_one_connection_are_held_up(service: ServicePage) -> None:
    codes = [post_form(service, email=f"{number}@example.org").status_code for number in range(3)]
    assert codes == [302, 302, 429]
    assert post_form(service, Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_nobodys_mailbox_is_flooded_with_copies(service: ServicePage) -> None:
    codes = []
    for number in range(6):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        codes.append(post_form(service, client, email=("ana@example.org", "ANA@example.org")[number % 2]).status_code)
    assert codes == [302] * 5 + [429]
    assert post_form(service, email="otra@example.org").status_code == 302


def test_the_same_sent_twice_off_one_screen_is_kept_and_mailed_once(service: ServicePage) -> None:
    shown = started_token(service)
    for _turn in range(2):
        assert post_form(service, _started=shown).status_code == 302
    assert ServiceRequest.objects.count() == 1
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    post_form(service, purpose="Otra cosa", _started=shown)
    assert ServiceRequest.objects.count() == 2


def test_thanks_can_be_reloaded(service: ServicePage) -> None:
    client = Client()
    response = post_form(service, client)
    for _turn in range(2):
        thanks = client.get(response["Location"])
        assert parse_response(thanks).select_one("[role=status]")
        assert not parse_response(thanks).select("form.answers")
    assert ServiceRequest.objects.count() == 1


def closed_group(service: ServicePage) -> None:
    WorkingGroupPage.objects.update(status="closed")


def deactivate(service: ServicePage) -> None:
    ServicePage.objects.update(active=False)


@pytest.mark.parametrize("close", [closed_group, deactivate])
def test_what_nobody_offers_says_so_and_takes_nothing(service: ServicePage, close: Any) -> None:
    close(service)
    fresh = ServicePage.objects.get(pk=service.pk)
    for response in (Client().get(form_url(fresh)), post_form(fresh)):
        assert parse_response(response).select_one(".closed").text
        assert not parse_response(response).select("form.answers")
    html = parse_response(Client().get(service.url))
    assert not html.select(".ask a.button")
    assert "ofrec" in html.main.text or "offer" in html.main.text
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize(
    ("status", "entity", "takes"),
    [("active", None, True), ("proposed", None, False), ("closed", True, True), ("closed", False, False),
     (None, None, False), (None, True, True)],
)  # fmt: skip
def test_who_offers_it_decides(
    home: HomePage, group: WorkingGroupPage, status: str | None, entity: bool | None, takes: bool
) -> None:
    page = ServicePageFactory(parent=ServiceIndexPageFactory(parent=home))
    if status:
        WorkingGroupPage.objects.update(status=status)
        ServiceGroupFactory(page=page, group=group)
    if entity is not None:
        ServiceEntityFactory(page=page, entity=EntityFactory(active=entity))
    assert bool(parse_response(Client().get(form_url(page))).select("form.answers")) == takes


def test_a_private_service_takes_nothing_from_strangers(service: ServicePage) -> None:
    PageViewRestriction.objects.create(page=service, restriction_type=PageViewRestriction.LOGIN)
    assert "solicitar" not in post_form(service)["Location"].partition("?")[0]
    assert not ServiceRequest.objects.exists()


def test_a_draft_has_no_form(service: ServicePage) -> None:
    ServicePage.objects.update(live=False)
    assert Client().get(form_url(service)).status_code == 404


@pytest.mark.one_database
def test_a_form_needs_djangos_token(service: ServicePage) -> None:
    client = Client(enforce_csrf_checks=True)
    token = parse_response(client.get(form_url(service))).select_one("[name=csrfmiddlewaretoken]")["value"]
    assert post_form(service, client).status_code == 403
    assert post_form(service, client, csrfmiddlewaretoken=token).status_code == 302


@pytest.mark.one_database
def test_other_methods_are_refused(service: ServicePage) -> None:
    assert Client().put(form_url(service)).status_code == 405
