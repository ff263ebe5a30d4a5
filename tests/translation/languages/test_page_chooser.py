"""What is offered where a page is chosen: the language of what is being edited first."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from home.models import ContentPage, HomePage, Navigation
from tests.factories import ContentPageFactory, NavigationFactory
from tests.platform import create_platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes() -> dict[str, HomePage]:
    """A home and a page below it in each of two languages."""
    create_platform("es", "en")
    found = {home.locale.language_code: home for home in HomePage.objects.all()}
    ContentPageFactory(parent=found["es"], title="Nosotros común")
    ContentPageFactory(parent=found["en"], title="About común")
    ContentPageFactory(parent=found["es"], title="Solamente")
    call_command("update_index", backend_name="default", verbosity=0)
    return found


def chooser_entries(client: Client, on: str, **query: Any) -> tuple[set[str], set[str]]:
    """On some screen of the admin: the homes that are offered first, and the languages offered beside."""
    answer = client.get(reverse("wagtailadmin_choose_page"), query, headers={"referer": f"http://testserver{on}"})
    html = answer.json()["html"]
    listed = {home.locale.language_code for home in HomePage.objects.all() if f'data-id="{home.pk}"' in html}
    return listed, set(re.findall(r"locale=([\w-]+)", html))


def search_titles(client: Client, on: str, words: str) -> set[str]:
    """The titles that a search finds there."""
    address = reverse("wagtailadmin_choose_page_search")
    html = client.get(address, {"q": words}, headers={"referer": f"http://testserver{on}"}).content.decode()
    return {
        title
        for title in ContentPage.objects.values_list("title", flat=True)
        if f"{title}\n" in html or f">{title}<" in html
    }


def test_the_language_of_what_is_edited_comes_first(homes: dict[str, HomePage], admin_user: User) -> None:
    client = Client()
    client.force_login(admin_user)
    english = NavigationFactory(locale=Locale.objects.get(language_code="en"))
    forms = {
        reverse("wagtailadmin_pages:edit", args=[homes["en"].pk]),
        reverse("wagtailadmin_pages:add", args=["home", "contentpage", homes["en"].pk]),
        reverse(Navigation.snippet_viewset.get_url_name("edit"), args=[english.pk]),
        reverse(Navigation.snippet_viewset.get_url_name("add")) + "?locale=en",
    }
    for form in forms:
        listed, beside = chooser_entries(client, form)
        assert listed == {"en"}, form
        assert "es" in beside
        assert search_titles(client, form, "común") == {"About común"}
        assert search_titles(client, form, "solamente") == {"Solamente"}, "only there in another language"
    form = forms.pop()
    assert chooser_entries(client, form, locale="es")[0] == {"es"}
    for unknown in ("/admin/", "/admin/pages/987654/edit/", "/nowhere/"):
        assert chooser_entries(client, unknown)[0] == {"es", "en"}
        assert search_titles(client, unknown, "común") == {"About común", "Nosotros común"}
