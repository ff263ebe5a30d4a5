"""A test that searches without having anything indexed fails, instead of passing on an empty index."""

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from tests import platform
from tests.factories import ContentPageFactory


def finds(client: Client, page: Page) -> bool:
    """Whether the public finds a page about water."""
    return f'href="{page.url}"' in client.get("/es/buscar/?q=agua").content.decode()


@pytest.fixture
def page(db: None) -> Page:
    """A page about water."""
    made: Page = ContentPageFactory(parent=platform.create_platform("es", "en"), title="Agua segura", slug="agua")
    return made


def test_no_search_is_let_through_where_nothing_is_indexed(client: Client, page: Page) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"mark it with @pytest\.mark\.indexed"):
        finds(client, page)


def test_a_test_that_builds_the_index_may_search(client: Client, page: Page) -> None:
    call_command("update_index", backend_name="public", verbosity=0)
    assert finds(client, page)


@pytest.mark.indexed
def test_a_test_with_the_marker_may_search(client: Client, page: Page) -> None:
    assert finds(client, page)
