"""The index is kept in step with what happens to pages and to what they name."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from home.setup.platform import Platform
from search.models import Entry
from search.tasks import refresh_below
from tests.factories import ContentPageFactory
from tests.support.tasks import TaskBackend

pytestmark = pytest.mark.indexed

SIBLINGS = ("alfa", "beta", "gama", "delta")


@pytest.fixture
def siblings(searched: Platform) -> dict[str, Any]:
    """Four pages that lie side by side, in their order."""
    above = ContentPageFactory(parent=searched.home, title="Carpeta", slug="carpeta")
    return {name: ContentPageFactory(parent=above, title=f"Ordenable {name}", slug=name) for name in SIBLINGS}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is done in the background while the test goes on."""
    monkeypatch.setattr(TaskBackend, "indexing", False)


def shown() -> set[str]:
    """The titles of the siblings that questions find."""
    return set(Entry.objects.filter(shown=True, title__startswith="Ordenable").values_list("title", flat=True))


def restrict(page: Any) -> PageViewRestriction:
    """Show a page to those alone who have logged in."""
    return PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def put_first(admin: Client, page: Any) -> None:
    """Put a page before its siblings, as editors do."""
    address = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
    assert admin.post(f"{address}?position=0").status_code == 200


def test_the_page_that_is_made_private_is_hidden_at_once_and_no_other(
    siblings: dict[str, Any], admin_client: Client, later: None
) -> None:
    put_first(admin_client, siblings["delta"])
    assert shown() == {f"Ordenable {name}" for name in SIBLINGS}
    restrict(siblings["alfa"])
    assert shown() == {"Ordenable beta", "Ordenable gama", "Ordenable delta"}


def test_the_order_of_pages_is_nothing_that_the_index_knows(siblings: dict[str, Any], admin_client: Client) -> None:
    before = dict(Entry.objects.values_list("pk", "digest"))
    put_first(admin_client, siblings["delta"])
    put_first(admin_client, Page.objects.get(slug="carpeta"))
    assert dict(Entry.objects.values_list("pk", "digest")) == before
    call_command("check_search", verbosity=0)


def test_a_page_is_hidden_where_it_lies_now_and_indexed_anew_wherever_it_lies_then(
    siblings: dict[str, Any], admin_client: Client, later: None
) -> None:
    restriction = restrict(siblings["alfa"])
    put_first(admin_client, siblings["delta"])
    restriction.delete()
    refresh_below.call(siblings["alfa"].pk)
    assert shown() == {f"Ordenable {name}" for name in SIBLINGS}


def test_a_restriction_that_moves_lets_the_first_page_be_found_again(siblings: dict[str, Any]) -> None:
    restriction = restrict(siblings["alfa"])
    restriction.page = Page.objects.get(pk=siblings["beta"].pk)
    restriction.save()
    assert shown() == {"Ordenable alfa", "Ordenable gama", "Ordenable delta"}
    call_command("check_search", verbosity=0)


def test_what_moves_below_a_private_page_is_hidden_at_once(siblings: dict[str, Any], later: None) -> None:
    restrict(siblings["alfa"])
    Page.objects.get(pk=siblings["beta"].pk).move(Page.objects.get(pk=siblings["alfa"].pk), "last-child")
    assert shown() == {"Ordenable gama", "Ordenable delta"}
