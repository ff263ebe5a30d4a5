"""Wagtail's user bar on public pages: for people of the admin, and without a trace for everybody else."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import HomePage

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

BAR = "wagtail-userbar"


@pytest.fixture
def editor() -> Client:
    """Somebody who is signed in and may enter the admin."""
    user = User.objects.create_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("address", ["/es/", "/es/mapa-del-sitio/", "/es/nowhere/"])
def test_an_editor_has_the_bar_everywhere_and_no_cache_keeps_it(home: HomePage, editor: Client, address: str) -> None:
    response = editor.get(address, follow=True)
    assert BeautifulSoup(response.content, "html.parser").select_one(BAR)
    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


def test_the_bar_has_no_script_or_style_that_the_public_policy_forbids(home: HomePage, editor: Client) -> None:
    response = editor.get(home.url)
    bar = BeautifulSoup(response.content, "html.parser")
    assert all(
        script.get("src", "").startswith(("/", "http://testserver/"))
        for script in bar("script")
        if is_executable(script)
    )
    assert not bar("style")
    assert not bar.select("[style]")
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def is_executable(script: Any) -> bool:
    """Whether a script is no block of data."""
    return "json" not in script.get("type", "")


def test_visitors_have_nothing_more(home: HomePage) -> None:
    visitor = Client()
    visitor.get(home.url)  # caches are filled
    with CaptureQueriesContext(connection) as plain:
        response = visitor.get(home.url)
    assert BAR not in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")
    assert "Cache-Control" not in response
    assert not [query for query in plain if "auth_user" in query["sql"] or "django_session" in query["sql"]]


def test_who_is_signed_in_without_the_admin_has_no_bar_and_an_answer_of_their_own(home: HomePage) -> None:
    client = Client()
    client.force_login(User.objects.create_user("reader"))
    response = client.get(home.url)
    assert BAR not in response.content.decode()
    assert "private" in response["Cache-Control"]
