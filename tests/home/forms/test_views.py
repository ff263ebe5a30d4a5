"""Visitors fill in a form: in their language, without scripts, and lose nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import FormPage, HomePage, Submission
from tests.factories import ContentPageFactory
from tests.home.form_pages import FIELDS, LEAST, create_english_form, create_form_page, form_errors, post_form
from tests.support.messages import in_spanish
from tests.support.visitor_forms import parse_response, started_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home: HomePage) -> FormPage:
    return create_form_page(home)


def test_what_is_sent_in_two_languages_is_one_list_under_the_source(page: FormPage) -> None:
    other = create_english_form(page)
    full = {
        **LEAST, "mensaje": "Hola\nadiós", "correo": "ana@example.org", "personas": "2,5", "sitio": "example.org",
        "dia": "2026-05-04", "boletin": "on", "temas": ["genero", "datos"], "pais": "mx",
    }  # fmt: skip
    assert post_form(page, **full).status_code == 302
    assert post_form(other, nombre="Joe", tamano="pequeno", personas="2.5", temas=["datos"]).status_code == 302
    first, second = Submission.objects.order_by("pk")
    assert {first.page_id, second.page_id} == {page.pk}
    assert (first.language, second.language) == ("es", "en")
    assert first.form_data == {
        "nombre": "Ana", "mensaje": "Hola\nadiós",
        "correo": "ana@example.org", "personas": "2.5", "sitio": "https://example.org", "dia": "2026-05-04",
        "boletin": True, "temas": ["genero", "datos"], "pais": "mx", "tamano": "grande",
    }  # fmt: skip
    assert second.form_data.keys() == first.form_data.keys()
    assert second.form_data["temas"] == ["datos"]
    assert list(page.get_submissions()) == list(other.get_submissions()) != []


def test_labels_and_choices_are_the_languages_and_names_and_keys_are_not(page: FormPage) -> None:
    here, there = (parse_response(Client().get(shown.url)) for shown in (page, create_english_form(page)))
    assert "Nombre" in here.select_one("form.answers").text
    assert "Name" in there.select_one("form.answers").text
    assert [option.text for option in there.select("[name=pais] option")][1:] == ["Mexico", "Brasil"]
    for html in (here, there):
        assert [tag["value"] for tag in html.select("[name=tamano]")] == ["pequeno", "grande"]
        assert {tag["name"] for tag in html.select("form.answers [name]")} >= {"nombre", "mensaje", "temas", "pais"}


@pytest.mark.one_database
def test_the_page_is_well_made(page: FormPage) -> None:
    html = parse_response(Client().get(page.url))
    assert len(html.select("h1")) == 1
    identifiers = [str(tag["id"]) for tag in html.select("[id]")]
    assert len(identifiers) == len(set(identifiers))
    for field in html.select(".form-field :is(input, textarea, select)"):
        assert html.select_one(f'label[for="{field["id"]}"]'), field
    assert html.select_one("#answer-nombre")["aria-describedby"] == "answer-nombre_helptext"
    assert html.select_one("#answer-nombre_helptext").text == "Como quiera"
    assert not html.select('script:not([type="application/ld+json"], [src]), [style]')
    assert html.select_one("link[href*='css/forms']")


def test_what_is_wrong_is_said_at_the_field_and_above_and_nothing_typed_is_lost(page: FormPage) -> None:
    typed: dict[str, Any] = {
        "mensaje": "Un texto <b>largo</b>",
        "correo": "no es",
        "temas": ["genero"],
        "pais": "mx",
        "personas": "x",
    }
    response = post_form(page, **typed)
    assert set(form_errors(response)) == {"nombre", "correo", "personas", "tamano"}
    html = parse_response(response)
    summary = html.select_one(".form-errors")
    assert summary.has_attr("autofocus")
    assert (summary["role"], summary["tabindex"]) == ("alert", "-1")
    for link in summary.select("a"):
        assert html.select_one(str(link["href"])), link
    wrong = html.select_one("#answer-correo")
    assert (wrong["aria-invalid"], wrong["aria-describedby"]) == ("true", "answer-correo_error")
    assert wrong["value"] == "no es"
    assert "aria-describedby" in html.select_one("fieldset:has([name=tamano])").attrs
    assert html.select_one("#answer-mensaje").text.strip() == "Un texto <b>largo</b>"
    assert html.select_one("[name=temas][value=genero]").has_attr("checked")
    assert html.select_one("[name=pais] option[selected]")["value"] == "mx"
    assert html.title.text.startswith(in_spanish("Not sent"))
    assert not Submission.objects.exists()


@pytest.mark.one_database
def test_messages_are_in_the_visitors_language(page: FormPage) -> None:
    assert form_errors(post_form(page, tamano="grande"))["nombre"] == [in_spanish("This field is required.")]
    assert form_errors(post_form(create_english_form(page), tamano="grande"))["nombre"] == ["This field is required."]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tamano", "enorme"),
        ("temas", ["genero", "otro"]),
        ("pais", "xx"),
        ("nombre", "x" * 256),
        ("mensaje", "x" * 5001),
        ("correo", f"{'x' * 320}@example.org"),
        ("sitio", "javascript:alert(1)"),
        ("sitio", f"https://example.org/{'x' * 500}"),
        ("personas", "1" * 30),
        ("personas", "NaN"),
        ("dia", "2026-02-30"),
    ],
)
def test_what_a_field_can_not_be_is_refused(page: FormPage, name: str, value: Any) -> None:
    assert list(form_errors(post_form(page, **{**LEAST, name: value}))) == [name]
    assert not Submission.objects.exists()


def test_unknown_fields_are_ignored(page: FormPage) -> None:
    post_form(page, **LEAST, admin="1", language="xx", _language="xx", submit_time="1999-01-01")
    kept = Submission.objects.get()
    assert not {"admin", "language", "_language", "submit_time"} & set(kept.form_data)
    assert kept.language == "es"
    assert kept.submit_time.date() == timezone.now().date()


def test_sending_leads_to_a_page_of_thanks_that_can_be_reloaded(page: FormPage) -> None:
    page.thank_you = "<p>Le escribimos pronto.</p>"
    page.save_revision().publish()
    client = Client()
    response = post_form(page, client, **LEAST)
    assert (response.status_code, response["Location"]) == (302, f"{page.url}?sent=1")
    for _turn in range(2):
        thanks = client.get(response["Location"])
        assert "Le escribimos pronto." in parse_response(thanks).main.text
        assert not parse_response(thanks).select("form.answers")
    assert Submission.objects.count() == 1


def test_thanks_without_words_of_the_editor(page: FormPage) -> None:
    text = parse_response(Client().get(f"{create_english_form(page).url}?sent=1")).main.text
    assert "Thank you. We have received your answers." in text


def test_the_same_sent_twice_off_one_screen_is_kept_once(page: FormPage) -> None:
    shown = started_token(page)
    for _turn in range(2):
        assert post_form(page, **LEAST, _started=shown).status_code == 302
    assert Submission.objects.count() == 1
    post_form(page, nombre="Otra", tamano="grande", _started=shown)
    post_form(page, **LEAST)
    assert Submission.objects.count() == 3


def test_consent_has_to_be_given_where_it_is_asked_for(home: HomePage) -> None:
    page = create_form_page(home, consent='<p>Lea el <a href="https://example.org/aviso">aviso</a>.</p>')
    box = parse_response(Client().get(page.url)).select_one("[name=_consent]")
    assert box.has_attr("required")
    assert "aviso" in parse_response(Client().get(page.url)).select_one(f"#{box['aria-describedby']}").text
    assert list(form_errors(post_form(page, **LEAST))) == ["_consent"]
    assert post_form(page, **LEAST, _consent="on").status_code == 302
    kept = Submission.objects.get()
    assert kept.consented
    assert "_consent" not in kept.form_data


@pytest.mark.parametrize(("days", "closed"), [(-1, True), (0, False), (1, False)])
def test_a_form_closes_after_its_last_day_in_every_language(home: HomePage, days: int, closed: bool) -> None:
    page = create_form_page(home, closes_on=timezone.localdate() + timedelta(days=days))
    for shown in (page, create_english_form(page)):
        html = parse_response(Client().get(shown.url))
        assert bool(html.select(".closed")) == (not html.select("form.answers")) == closed
        post_form(shown, **LEAST)
    assert Submission.objects.count() == (0 if closed else 2)


def test_closing_the_source_closes_the_translation_at_once(page: FormPage) -> None:
    other = create_english_form(page)
    page.closes_on = date(2026, 1, 2)
    page.save_revision().publish()
    assert parse_response(Client().get(other.url)).select(".closed")


@pytest.mark.one_database
def test_addresses_of_the_mail_are_nowhere_on_the_page(home: HomePage) -> None:
    page = create_form_page(home, mail_to="mesa@example.org")
    for response in (Client().get(page.url), Client().get(f"{page.url}?sent=1"), post_form(page)):
        assert b"mesa@example.org" not in response.content


def test_the_trap_is_seen_by_no_one_and_refuses_without_loss(page: FormPage) -> None:
    trap = parse_response(Client().get(page.url)).select_one("[name=_more]")
    assert (trap["tabindex"], trap["autocomplete"], trap["value"]) == ("-1", "off", "")
    assert trap.parent["aria-hidden"] == "true"
    response = post_form(page, **LEAST, _more="https://example.org")
    assert list(form_errors(response)) == ["__all__"]
    html = parse_response(response)
    assert html.select_one("[name=_more]")["value"] == ""
    assert html.select_one("[name=nombre]")["value"] == "Ana"
    assert not Submission.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize("seconds", [0, 1, 4 * 24 * 3600])
def test_too_quick_and_too_old_is_refused_and_a_second_go_succeeds(page: FormPage, seconds: int) -> None:
    shown = started_token(page, seconds)
    response = post_form(page, **LEAST, _started=shown)
    assert list(form_errors(response)) == ["__all__"]
    html = parse_response(response)
    assert html.select_one("[name=nombre]")["value"] == "Ana"
    again = html.select_one("[name=_started]")["value"]
    assert (again == shown) == (seconds < 3600), "who was too quick doesn't begin to wait anew"
    assert post_form(page, **LEAST).status_code == 302


@pytest.mark.one_database
@pytest.mark.parametrize("forged", ["", "x", "none", "other form"])
def test_a_note_that_is_not_of_this_form_is_refused(page: FormPage, home: HomePage, forged: str) -> None:
    other = create_form_page(home, slug="otro")
    data = {**LEAST, "_started": started_token(other) if forged == "other form" else forged}
    if forged == "none":
        assert Client().post(page.url, LEAST).status_code == 422
    assert list(form_errors(post_form(page, **data))) == ["__all__"]
    assert not Submission.objects.exists()


@override_settings(FORM_SENDS_AN_HOUR=2)
def test_many_from_one_address_are_held_up_and_others_are_not(page: FormPage) -> None:
    assert [post_form(page, nombre=str(turn), tamano="grande").status_code for turn in range(3)] == [302, 302, 429]
    response = post_form(page, **LEAST)
    assert parse_response(response).select_one("[name=nombre]")["value"] == "Ana"
    assert post_form(page, Client(REMOTE_ADDR="192.0.2.7"), **LEAST).status_code == 302
    held = " ".join(map(str, getattr(cache, "_cache", {})))
    assert "127.0.0.1" not in held
    assert "192.0.2.7" not in held


@pytest.mark.one_database
@override_settings(FORM_SENDS_AN_HOUR=1, BEHIND_PROXY=True)
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(page: FormPage) -> None:
    def through(forwarded: str) -> int:
        return post_form(page, Client(headers={"X-Forwarded-For": forwarded}), **LEAST).status_code

    assert through("192.0.2.1") == 302
    assert through("198.51.100.9, 192.0.2.1") == 429, "what the visitor claims themselves changes nothing"
    assert through("192.0.2.2") == 302


@pytest.mark.one_database
@override_settings(FORM_SENDS_AN_HOUR=1)
def test_a_host_with_many_ipv6_addresses_is_one(page: FormPage) -> None:
    addresses = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "unknown"]
    sent = [post_form(page, Client(REMOTE_ADDR=address), **LEAST).status_code for address in addresses]
    assert sent == [302, 429, 302, 302]


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["form", "/admin/login/"])
def test_who_keeps_no_cookie_is_told_what_to_do(page: FormPage, path: str) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "es"})
    response = client.post(page.url if path == "form" else path, LEAST)
    assert response.status_code == 403
    html = parse_response(response)
    assert html.html["lang"] == "es"
    assert html.h1.text.strip() == in_spanish("Not sent")


def test_a_form_needs_djangos_token_and_no_cache_keeps_it(page: FormPage) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.get(page.url)
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert client.post(page.url, {**LEAST, "_started": started_token(page)}).status_code == 403
    token = parse_response(response).select_one("[name=csrfmiddlewaretoken]")["value"]
    assert (
        client.post(page.url, {**LEAST, "_started": started_token(page), "csrfmiddlewaretoken": token}).status_code
        == 302
    )


def test_a_private_form_takes_nothing_from_strangers(page: FormPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert post_form(page, **LEAST)["Location"].startswith("/")
    assert not Submission.objects.exists()


@pytest.mark.one_database
def test_an_empty_form_is_shown_without_a_crash(home: HomePage) -> None:
    page = create_form_page(
        home, form_fields=[{"type": "dropdown", "value": {}, "id": "0f1e2d3c-4b5a-4697-8879-a0b1c2d3e4f5"}]
    )
    assert Client().get(page.url).status_code == 200
    assert Client().get(create_english_form(page).url).status_code == 200


@pytest.mark.one_database
def test_a_visit_takes_no_more_queries_than_that_of_a_plain_page(home: HomePage) -> None:
    plain = ContentPageFactory(parent=home)
    pages: list[Any] = [plain, create_form_page(home), create_form_page(home, slug="dos", form_fields=FIELDS[:1])]
    counts = []
    for page in pages:
        Client().get(page.url)
        with CaptureQueriesContext(connection) as asked:
            Client().get(page.url)
        counts.append(len(asked))
    assert counts == counts[:1] * 3
