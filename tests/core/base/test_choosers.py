"""Choosers in the admin: in the language of whoever chooses, and with links for those alone who may follow them."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import LogContext

from core.base.choosers import SnippetChooser
from groups.models import Theme
from tests.factories import GroupKindFactory, ImageFactory, ThemeFactory, WorkingGroupPageFactory
from tests.platform import create_platform
from tests.translation.users import create_user


@pytest.mark.django_db
def test_a_chooser_speaks_each_readers_language() -> None:
    widget = SnippetChooser(Theme)
    said = set()
    for language in ("es", "fr", "pt-br"):
        with override(language):
            said.add(str(widget.choose_one_text))
    assert len(said) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("make", [ThemeFactory, ImageFactory, lambda: create_platform("es")])
def test_it_links_to_what_the_reader_may_edit_and_to_nothing_else(make: Any) -> None:
    create_platform("es")
    chosen = make()
    with LogContext(user=User.objects.create_superuser("admin")):
        assert AdminURLFinder().get_edit_url(chosen)
    with LogContext(user=User.objects.create_user("nobody")):
        assert AdminURLFinder().get_edit_url(chosen) == ""
        assert AdminURLFinder(User.objects.create_user("other")).get_edit_url(chosen) is None  # as usage reports ask
    with LogContext(user=AnonymousUser()):
        assert AdminURLFinder().get_edit_url(chosen) == ""


@pytest.mark.django_db
def test_a_form_links_to_what_is_chosen_for_those_who_may_edit_it(client: Client) -> None:
    home = create_platform("es")
    kind = GroupKindFactory()
    page = WorkingGroupPageFactory(parent=home, kind=kind)
    form = reverse("wagtailadmin_pages:edit", args=[page.pk])
    link = reverse(kind.snippet_viewset.get_url_name("edit"), args=[kind.pk])
    client.force_login(User.objects.create_superuser("admin"))
    assert link in client.get(form).text
    client.force_login(create_user("editor", pages={home: ("add", "change")}))
    html = client.get(form).text
    assert link not in html
    assert 'href="None"' not in html


@pytest.mark.django_db
def test_a_form_does_not_link_to_the_root_which_nobody_may_edit(client: Client) -> None:
    home = create_platform("es")
    client.force_login(User.objects.create_superuser("admin"))
    html = client.get(reverse("wagtailadmin_pages:move", args=[home.pk])).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[home.get_root().pk]) not in html


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["external", "email", "phone", "anchor"])
def test_dialogs_of_links_name_their_fields_in_the_readers_language(client: Client, kind: str) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    response = client.get(reverse(f"wagtailadmin_choose_page_{kind}_link"), headers={"Accept-Language": "fr"})
    assert "Texte du lien" in response.json()["html"]


@pytest.mark.django_db
@pytest.mark.parametrize("data", [{}, {"external-link-chooser-url": ""}, {"external-link-chooser-url": "no address"}])
def test_the_dialog_of_a_link_without_an_address_asks_for_it(client: Client, data: dict[str, str]) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    response = client.post(reverse("wagtailadmin_choose_page_external_link"), data)
    assert response.json()["step"] == "external_link"
    assert "error-message" in response.json()["html"]


@pytest.mark.django_db
def test_a_form_that_has_lost_its_fields_is_a_bad_request(client: Client) -> None:
    home = create_platform("es")
    client.force_login(User.objects.create_superuser("admin"))
    assert client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), {}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(("app", "model", "offers"), [("groups", "sdgpage", False), ("home", "contentpage", True)])
def test_the_list_of_a_type_adds_what_people_make(client: Client, app: str, model: str, *, offers: bool) -> None:
    create_platform("es")
    client.force_login(User.objects.create_superuser("admin"))
    text = client.get(reverse("wagtailadmin_pages:type_use", args=[app, model])).text
    assert (reverse("wagtailadmin_pages:choose_parent", args=[app, model]) in text) is offers


@pytest.mark.django_db
def test_the_address_of_the_root_is_empty() -> None:
    chosen = create_platform("es").get_root()
    with LogContext(user=User.objects.create_superuser("admin")):
        assert AdminURLFinder().get_edit_url(chosen) == ""
