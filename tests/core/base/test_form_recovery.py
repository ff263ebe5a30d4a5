"""A form that comes too late is given back whole: nothing that was typed is lost, and nothing of others is echoed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from core.base.form_recovery import sign_in_url
from home.models import ContentPage
from tests.factories import ContentPageFactory, EntityFactory, FormPageFactory
from tests.platform import create_platform

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver"}
#: What people type, with what HTML, lines and scripts are made of.
TYPED = "Uno \"dos\" <b>tres</b>\r\ny ñandú \u202b&amp; 'fin'"


@pytest.fixture
def page() -> Any:
    return ContentPageFactory(parent=create_platform("es", "en"), title="Agua", slug="agua")


def form_of(response: Any) -> dict[str, list[str]]:
    """What the page that gives a form back would send; its token left out."""
    html = BeautifulSoup(response.content, "html.parser")
    values: dict[str, list[str]] = {}
    for field in html.select("[data-unsent] input[type=hidden]"):
        values.setdefault(str(field["name"]), []).append(str(field["value"]))
    values.pop("csrfmiddlewaretoken", None)
    return values


def edited_data(page: Any) -> dict[str, Any]:
    return {
        "title": "Agua limpia",
        "slug": page.slug,
        "body-count": "0",
        "search_description": TYPED,
        "many": ["1", "2"],
    }


def test_a_page_editors_form_is_given_back_after_the_session_and_saved_after_the_login(page: Any) -> None:
    client, address = Client(), reverse("wagtailadmin_pages:edit", args=[page.pk])
    User.objects.create_superuser("ana", "ana@example.org", "x")
    response = client.post(address, edited_data(page), headers=HERE)
    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select_one("[data-unsent]")["action"] == address
    assert html.select_one("main a[target=_blank]")["href"] == sign_in_url()
    sent = form_of(response)
    assert sent == {name: value if isinstance(value, list) else [value] for name, value in edited_data(page).items()}
    client.login(username="ana", password="x")
    client.post(address, sent, headers=HERE)
    latest = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (latest.title, latest.search_description) == ("Agua limpia", TYPED)


@pytest.mark.parametrize("name", ["snippet", "translation", "account"])
def test_every_form_of_the_admin_is_given_back(page: Any, name: str) -> None:
    entity = EntityFactory()
    address = {
        "snippet": reverse(entity.snippet_viewset.get_url_name("edit"), args=[entity.pk]),
        "translation": reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        "account": reverse("wagtailadmin_account"),
    }[name]
    assert form_of(Client().post(address, {"text": TYPED, "password": "secret"})) == {"text": [TYPED]}


def test_who_signs_in_and_scripts_get_their_own_answers(page: Any) -> None:
    login = Client().post(reverse("wagtailadmin_login"), {"username": "ana", "password": "no"})
    assert login.status_code == 200
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for headers in ({"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}, {"Sec-Fetch-Mode": "cors"}):
        assert b"data-unsent" not in Client().post(address, edited_data(page), headers=headers).content
    assert Client().get(address).status_code == 302


def test_a_token_of_before_the_login_costs_a_click_and_no_text(page: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("ana", "ana@example.org", "x"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(address, {**edited_data(page), "csrfmiddlewaretoken": "x" * 64}, headers=HERE)
    assert response.status_code == 403
    token = BeautifulSoup(response.content, "html.parser").select_one("[name=csrfmiddlewaretoken]")["value"]
    again = {**form_of(response), "csrfmiddlewaretoken": token}
    assert client.post(address, again, headers=HERE).status_code == 302
    assert ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object().search_description == TYPED


def test_a_visitors_form_without_its_cookie_is_given_back_in_their_language(page: Any) -> None:
    form = FormPageFactory(parent=page.get_parent())
    client = Client(enforce_csrf_checks=True)
    response = client.post(form.url, {"nombre": TYPED}, headers=HERE)
    assert response.status_code == 403
    html = BeautifulSoup(response.content, "html.parser")
    assert html.html["lang"] == "es"
    assert form_of(response) == {"nombre": [TYPED]}
    token = html.select_one("[name=csrfmiddlewaretoken]")["value"]
    assert client.post(form.url, {"nombre": TYPED, "csrfmiddlewaretoken": token}, headers=HERE).status_code != 403


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_what_another_site_sends_is_never_echoed(page: Any, origin: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    admin = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = FormPageFactory(parent=page.get_parent())
    for address in (admin, form.url):
        response = client.post(address, {"title": "Forged"}, headers=origin)
        assert response.status_code == 403
        assert b"Forged" not in response.content
    client.force_login(User.objects.create_superuser("ana", "ana@example.org", "x"))
    assert b"Forged" not in client.post(admin, {"title": "Forged"}, headers=origin).content


def test_the_script_is_told_who_is_signed_in() -> None:
    client, address = Client(), reverse("admin_session")
    assert client.get(address).json() == {"user": None, "name": ""}
    user = User.objects.create_superuser("ana", "ana@example.org", "x")
    client.force_login(user)
    response = client.get(address)
    assert response.json() == {"user": user.pk, "name": "ana"}
    assert "no-store" in response["Cache-Control"]
