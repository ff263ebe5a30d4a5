"""A page never comes to stand below a page of another language, whatever the way."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page

from core.base.page_tree import OtherLanguageError
from home.models import ContentPage, HomePage
from tests.factories import ContentPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home: HomePage) -> Any:
    """A Spanish page with a Spanish page below it."""
    above = ContentPageFactory(parent=home, title="Agua", slug="agua")
    ContentPageFactory(parent=above, title="Ríos")
    return above


@pytest.fixture
def english_home(home: HomePage) -> Page:
    return home.get_translations().get(locale__language_code="en")


WAYS: dict[str, Callable[[Any, Any], Any]] = {
    "created": lambda page, to: to.add_child(instance=ContentPage(title="Mar", locale=page.locale)),
    "created beside": lambda page, to: to.add_child(instance=ContentPage(title="Sea", locale=to.locale)).add_sibling(
        instance=ContentPage(title="Mar", locale=page.locale)
    ),
    "copied": lambda page, to: page.copy(to=to),
    "copied with subpages": lambda page, to: page.copy(to=to, recursive=True),
    "copied by the action": lambda page, to: CopyPageAction(page, to=to).execute(skip_permission_checks=True),
    "alias": lambda page, to: page.create_alias(parent=to),
    "moved": lambda page, to: page.move(to, pos="last-child"),
    "moved beside": lambda page, to: page.move(to.add_child(instance=ContentPage(title="Sea", locale=to.locale))),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_it_is_refused_in_code(page: Any, english_home: Page, way: Callable[[Any, Any], Any]) -> None:
    with pytest.raises(OtherLanguageError, match=r"Platform"):
        way(page, english_home)
    assert not english_home.get_children().exclude(locale=english_home.locale).exists()
    english_home.refresh_from_db()
    assert english_home.numchild == english_home.get_children().count()


def test_translations_and_copies_within_a_language_go_on(page: Any, home: HomePage, english_home: Page) -> None:
    assert page.copy(recursive=True, update_attrs={"slug": "agua-2"}).get_children().count() == 1
    assert page.copy_for_translation(english_home.locale).get_parent().pk == english_home.pk
    assert page.create_alias(parent=home, update_slug="agua-3").alias_of_id == page.pk


def test_the_form_for_copies_says_why(page: Any, english_home: Page, admin_client: Client) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    for alias in ({}, {"alias": "on"}):
        sent = {
            "new_title": "Agua",
            "new_slug": "agua",
            "new_parent_page": english_home.pk,
            "copy_subpages": "on",
            **alias,
        }
        response = admin_client.post(address, sent)
        (error,) = response.context["form"].errors["new_parent_page"]
        assert "español" in error
        assert "inglés" in error
    assert not english_home.get_children().exists()


def test_a_move_in_the_admin_is_refused(page: Any, english_home: Page, admin_client: Client) -> None:
    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, english_home.pk]))
    action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    admin_client.post(f"{action}?id={page.pk}", {"chooser": english_home.pk})
    page.refresh_from_db()
    assert page.get_parent().locale_id == page.locale_id


def check() -> str:
    out = StringIO()
    call_command("sync_translations", "--check", stdout=out)
    return out.getvalue()


def test_the_check_finds_pages_that_stand_there_already_and_brings_them_home(page: Any, english_home: Page) -> None:
    assert "in step" in check()
    # as an older release could leave it
    below = english_home.add_child(instance=ContentPage(title="Mar", slug="agua", locale=english_home.locale))
    Page.objects.filter(pk=below.pk).update(locale=page.locale)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("sync_translations", "--check", stdout=out)
    assert "Mar (es)" in out.getvalue()
    call_command("sync_translations", stdout=StringIO(), verbosity=0)
    below.refresh_from_db()
    assert below.get_parent().locale_id == page.locale_id
    assert below.slug != "agua"
