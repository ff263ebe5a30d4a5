"""What is done with answers: read by those who may, exported, mailed, deleted."""

import csv
import io
from datetime import date, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any
from unittest import mock

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from core.outbox.delivery import CLAIM, mail_row, mail_waiting, waiting
from home.forms.retention import delete_expired
from home.models import FormPage, HomePage, Submission
from home.setup.platform import Platform
from tests.home.form_pages import LEAST, create_english_form, create_form_page, post_form, set_fields
from tests.support.visitor_forms import parse_response

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home: HomePage) -> FormPage:
    return create_form_page(home)


def client_reading(language: str = "es", role: str = "") -> Client:
    """Logged in with a role, or as a superuser; the admin in a language."""
    model = get_user_model()
    name = f"{role}-{language}"
    user = model.objects.create_user(name) if role else model.objects.create_superuser(name)
    if role:
        user.groups.add(Group.objects.get(name=role))
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    return client


def address(page: FormPage) -> str:
    return reverse("wagtailforms:list_submissions", args=[page.pk])


def table(client: Client, page: FormPage, **query: str) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the list in the admin, as read."""
    html = parse_response(client.get(address(page), query))
    rows = [[cell.get_text(strip=True) for cell in row.select("td")][1:] for row in html.select(".listing tbody tr")]
    return [cell.get_text(strip=True) for cell in html.select(".listing thead th")][1:], rows


def csv_rows(client: Client, page: FormPage, **query: str) -> list[dict[str, str]]:
    """The rows of the CSV."""
    response: Any = client.get(address(page), {"export": "csv", **query})
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_all_languages_answers_in_one_table_with_the_readers_labels(page: FormPage) -> None:
    other = create_english_form(page)
    post_form(page, **LEAST, temas=["genero", "datos"], boletin="on", personas="2,5", dia="2026-05-04")
    post_form(other, nombre="Joe", tamano="pequeno", pais="mx")
    headings, rows = table(client_reading("es"), page)
    assert headings[2:4] == ["Nombre", "Mensaje"]
    by_name = [dict(zip(headings, row, strict=True)) for row in rows]
    assert [row["Nombre"] for row in by_name] == ["Joe", "Ana"]
    assert by_name[1]["Temas"] == "Género, Datos"
    assert (by_name[1]["Tamaño"], by_name[0]["Tamaño"]) == ("Grande", "Pequeño")
    assert by_name[1]["Personas"] == "2,5"
    headings, rows = table(client_reading("en"), page)
    in_english = dict(zip(headings, rows[0], strict=True))
    assert (in_english["Name"], in_english["Size"], in_english["Language"]) == ("Joe", "Small", "English")
    assert in_english["País"] == "Mexico", "what is not translated stands in the source's words"


def test_answers_outlive_the_words_the_choice_and_the_field_they_were_given_to(page: FormPage) -> None:
    post_form(page, **LEAST, mensaje="Una pregunta", pais="mx")
    raw = [dict(part) for part in page.form_fields.raw_data if part["value"]["name"] != "mensaje"]
    raw[0]["value"]["label"] = "Nombre y apellido"
    raw[7]["value"]["choices"] = raw[7]["value"]["choices"][1:]
    set_fields(page, raw)
    page.save_revision().publish()
    row = csv_rows(client_reading("en"), page)[0]
    assert row["Nombre y apellido"] == "Ana"
    assert row["País"] == "mx", "a choice that is gone shows its key"
    assert row["mensaje (no longer in the form)"] == "Una pregunta"


@pytest.mark.one_database
def test_the_list_takes_as_many_queries_for_fifty_answers_as_for_five(page: FormPage) -> None:
    other, client = create_english_form(page), client_reading("en")
    counts = []
    for size in (5, 45):
        for number in range(size):
            row = {"nombre": str(number), "temas": ["genero"], "vieja": "x"}
            Submission.objects.create(page=page, language=("es", "en")[number % 2], names="nombre temas", form_data=row)
        for query in ({}, {"export": "xlsx"}):
            with CaptureQueriesContext(connection) as asked:
                client.get(address(page), query)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert other.get_submissions().count() == 50


INJECTIONS = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", '=cmd|"/c calc"!A1', "-text"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_answer_is_a_formula_in_a_spreadsheet(page: FormPage, text: str) -> None:
    Submission.objects.create(page=page, language="es", names="nombre", form_data={"nombre": text})
    client = client_reading()
    assert csv_rows(client, page)[0]["Nombre"] == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(client.get(address(page), {"export": "xlsx"}).getvalue()))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert f"'{text}" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


def test_exports_hold_numbers_dates_and_what_no_spreadsheet_can_hold(page: FormPage) -> None:
    data = {"nombre": "a\x08b", "personas": "-2.5", "dia": "2026-05-04", "temas": ["genero", "x"], "tamano": None}
    Submission.objects.create(page=page, language="es", names=" ".join(data), form_data=data)
    Submission.objects.create(page=page, language="es", form_data={"personas": "muchas", "dia": "ayer"})
    client = client_reading()
    book = openpyxl.load_workbook(io.BytesIO(client.get(address(page), {"export": "xlsx"}).getvalue()))
    headings, first, second = ([cell.value for cell in row] for row in book.active.iter_rows())
    found = dict(zip(headings, first, strict=True))
    assert (found["Nombre"], found["Personas"], found["Temas"]) == ("ab", -2.5, "Género, x")
    assert found["Día"] == date(2026, 5, 4)
    assert dict(zip(headings, second, strict=True))["Personas"] == "muchas"
    assert csv_rows(client, page)[0]["Personas"] == "-2.5"


def test_the_list_and_its_export_are_filtered_by_date(page: FormPage) -> None:
    for name, days in (("vieja", 10), ("nueva", 0)):
        row = Submission.objects.create(page=page, language="es", names="nombre", form_data={"nombre": name})
        Submission.objects.filter(pk=row.pk).update(submit_time=timezone.now() - timedelta(days=days))
    since = {"date_from": str(timezone.localdate() - timedelta(days=2))}
    client = client_reading()
    assert [row["Nombre"] for row in csv_rows(client, page, **since)] == ["nueva"]
    assert len(table(client, page, **since)[1]) == 1
    assert len(table(client, page)[1]) == 2


def test_answers_are_text_in_the_admin(page: FormPage) -> None:
    bad = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    post_form(page, nombre=bad, tamano="grande")
    Submission.objects.create(page=page, language="es", names="<b>x</b>", form_data={"<b>x</b>": bad})
    html = parse_response(client_reading().get(address(page)))
    assert not html.select(".listing script, .listing img, .listing td b, .listing th b")
    assert bad in html.select_one(".listing").text


RIGHTS = {
    "Editors": True,
    "Reviewers": True,
    "Translators (en)": False,
    "Service desk": False,
    "": True,
}


@pytest.mark.parametrize("role", RIGHTS)
@pytest.mark.parametrize("version", ["source", "translation"])
def test_who_may_read_export_and_delete(platform: Platform, role: str, version: str) -> None:
    page = create_form_page(platform.home)
    other = create_english_form(page)
    post_form(page, **LEAST)
    client = client_reading(role=role)
    asked = page if version == "source" else other
    allowed = RIGHTS[role] and version == "source"
    kept = Submission.objects.get()
    assert (client.get(address(asked)).status_code == 200) == allowed
    assert (client.get(address(asked), {"export": "csv"}).status_code == 200) == allowed
    remove = reverse("wagtailforms:delete_submissions", args=[asked.pk]) + f"?selected-submissions={kept.pk}"
    client.post(remove)
    assert Submission.objects.exists() != allowed


@pytest.mark.parametrize("role", RIGHTS)
def test_the_list_of_forms_names_each_once_and_only_to_those_who_may(platform: Platform, role: str) -> None:
    page = create_form_page(platform.home)
    create_english_form(page)
    client = client_reading(role=role)
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("wagtailforms:index") in menu) == RIGHTS[role]
    listed = client.get(reverse("wagtailforms:index")).context
    if RIGHTS[role]:
        assert [form.pk for form in listed["form_pages"]] == [page.pk]


def test_a_form_first_written_in_another_language_is_its_own_source(home: HomePage) -> None:
    page = create_form_page(home.get_translation(Locale.objects.get(language_code="en")))
    post_form(page, **LEAST)
    assert table(client_reading(), page)[1]


def test_strangers_are_led_to_the_login(page: FormPage) -> None:
    assert Client().get(address(page))["Location"].startswith("/admin/login/")


def test_the_editors_screen_tells_how_many_answers_there_are(page: FormPage) -> None:
    post_form(page, **LEAST)
    html = parse_response(client_reading().get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert html.select_one(f'a[href="{address(page)}"]').text.strip() == "1"


def test_answers_are_mailed_in_the_sources_language_with_a_way_to_reply(home: HomePage) -> None:
    page = create_form_page(home, title="Pregúntenos", mail_to="uno@example.org\ndos@example.org")
    post_form(create_english_form(page), **LEAST, correo="ana@example.org", temas=["genero"])
    message = mail.outbox[0]
    assert (message.to, message.reply_to) == (["uno@example.org", "dos@example.org"], ["ana@example.org"])
    assert "Pregúntenos" in message.subject
    assert "Nombre: Ana" in message.body
    assert "Temas: Género" in message.body
    assert f"http://localhost{address(page)}" in message.body
    assert Submission.objects.get().mailed_at


def test_who_wants_no_mail_gets_none(page: FormPage) -> None:
    post_form(page, **LEAST)
    assert not mail.outbox
    assert not waiting(Submission).exists()
    assert mail_waiting() == 0
    assert Submission.objects.get().mailed_at is None


def test_a_failing_mail_server_loses_nothing(home: HomePage) -> None:
    page = create_form_page(home, mail_to="uno@example.org")
    with mock.patch.object(EmailBackend, "send_messages", side_effect=SMTPServerDisconnected("gone")):
        assert post_form(page, **LEAST).status_code == 302
        assert mail_waiting() == 0
    kept = Submission.objects.get()
    assert (kept.mailed_at, kept.claimed_at) == (None, None)
    assert table(client_reading("en"), page)[1][0][-1] == "waiting"
    assert mail_waiting() == 1
    assert mail_waiting() == 0
    assert len(mail.outbox) == 1


def test_a_server_that_is_not_reached_is_asked_once(home: HomePage) -> None:
    page = create_form_page(home, mail_to="uno@example.org")
    for _turn in range(2):
        Submission.objects.create(page=page, language="es", form_data={})
    with mock.patch.object(EmailBackend, "open", side_effect=OSError("no route"), create=True) as asked:
        assert mail_waiting() == 0
    assert asked.call_count == 1
    assert mail_waiting() == 2


def test_one_mail_that_fails_holds_up_no_other(home: HomePage) -> None:
    page = create_form_page(home, mail_to="uno@example.org")
    for _turn in range(2):
        Submission.objects.create(page=page, language="es", form_data={})
    outcomes: list[Any] = [SMTPServerDisconnected("gone"), 1]
    with mock.patch.object(EmailBackend, "send_messages", side_effect=outcomes):
        assert mail_waiting() == 1
    assert Submission.objects.filter(mailed_at=None).count() == 1


def test_two_workers_send_one_mail_and_a_lost_worker_holds_it_up_for_a_while(home: HomePage) -> None:
    page = create_form_page(home, mail_to="uno@example.org")
    row = Submission.objects.create(page=page, language="es", form_data={}, claimed_at=timezone.now())
    mail_row.call("home.Submission", row.pk)
    assert not mail.outbox
    Submission.objects.update(claimed_at=timezone.now() - CLAIM - timedelta(seconds=1))
    mail_row.call("home.Submission", row.pk)
    mail_row.call("home.Submission", row.pk)
    assert len(mail.outbox) == 1


class OtherWorker:
    """Sends the waiting mails the moment before this process claims its first one, having read the same rows."""

    def __init__(self) -> None:
        self.sent: int | None = None

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.sent is None and sql.startswith("UPDATE"):
            self.sent = 0
            self.sent = mail_waiting()
        return execute(sql, params, many, context)


@pytest.mark.parametrize("alone", [True, False])
def test_what_another_worker_claims_between_reading_and_sending_is_not_sent_again(home: HomePage, alone: bool) -> None:
    page = create_form_page(home, mail_to="uno@example.org")
    row = Submission.objects.create(page=page, language="es", form_data={})
    other = OtherWorker()
    with connection.execute_wrapper(other):
        assert (mail_row.call("home.Submission", row.pk) if alone else mail_waiting()) == 0
    assert other.sent == 1
    assert len(mail.outbox) == 1


def test_a_title_can_not_add_headers_to_the_mail(home: HomePage) -> None:
    page = create_form_page(home, mail_to="uno@example.org")
    FormPage.objects.filter(pk=page.pk).update(title="Uno\nBcc: otra@example.org")
    post_form(FormPage.objects.get(pk=page.pk), **LEAST)
    assert mail.outbox[0].subject.count("\n") == 0
    assert mail.outbox[0].recipients() == ["uno@example.org"]


def create_old_submission(page: FormPage, days: int) -> Submission:
    """A submission of so many days ago."""
    row = Submission.objects.create(page=page, language="es", form_data={})
    Submission.objects.filter(pk=row.pk).update(submit_time=timezone.now() - timedelta(days=days))
    return row


def test_answers_are_deleted_when_their_forms_time_is_over(home: HomePage) -> None:
    short, long = create_form_page(home, retention_days=30), create_form_page(home, slug="otra", retention_days=365)
    kept = [
        create_old_submission(short, 29),
        create_old_submission(short, 30),
        create_old_submission(long, 31),
        create_old_submission(long, 365),
    ]
    for page, days in ((short, 31), (short, 400), (long, 366)):
        create_old_submission(page, days)
    assert delete_expired(timezone.localdate()) == 3
    assert set(Submission.objects.values_list("pk", flat=True)) == {row.pk for row in kept}
    assert delete_expired(timezone.localdate()) == 0


def test_the_command_says_how_many(page: FormPage, capsys: Any) -> None:
    create_old_submission(page, 4000)
    call_command("delete_old_submissions")
    assert capsys.readouterr().out == "Answers deleted: 1\n"
    call_command("delete_old_submissions", verbosity=0)
    assert not capsys.readouterr().out


def test_answers_are_kept_for_a_year_unless_the_platform_says_otherwise(settings: Any) -> None:
    assert FormPage().retention_days == 365
    settings.FORM_RETENTION_DAYS = 30
    assert FormPage().retention_days == 30
