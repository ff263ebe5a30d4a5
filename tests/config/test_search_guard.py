"""A test that searches without having anything indexed fails, instead of passing on an empty index."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.documents.models import PlatformDocument
from tests import platform
from tests.factories import ContentPageFactory, EntityFactory, ImageFactory
from tests.support.admin_clients import client_in_role

#: Each with the backend whose index it reads.
SEARCHES = {
    "public": "public",
    "pages": "default",
    "page chooser": "default",
    "snippets": "default",
    "images": "default",
    "documents": "default",
}


@pytest.fixture
def page(db: None) -> Page:
    """A page about water; an entity, an image and a document of the same name."""
    home = platform.create_platform("es", "en")
    EntityFactory(name="Agua segura", locale=home.locale)
    ImageFactory(title="Agua segura")
    PlatformDocument.objects.create(title="Agua segura", file=ContentFile(b"agua", name="agua.txt"))
    new_page: Page = ContentPageFactory(parent=home, title="Agua segura", slug="agua")
    return new_page


def finds(search: str, page: Page) -> bool:
    """Whether a visitor or an administrator finds what is about water by a word of its title."""
    if search == "public":
        return f'href="{page.url}"' in Client().get("/es/buscar/?q=segura").content.decode()
    address = {
        "pages": reverse("wagtailadmin_pages:search"),
        "page chooser": reverse("wagtailadmin_choose_page_search"),
        "snippets": reverse("wagtailsnippets_groups_entity:list"),
        "images": reverse("wagtailimages:index"),
        "documents": reverse("wagtaildocs:index"),
    }[search]
    return "Agua segura" in client_in_role("admin").get(address, {"q": "segura"}).content.decode()


@pytest.mark.parametrize("search", SEARCHES)
def test_no_search_is_let_through_where_nothing_is_indexed(page: Page, search: str) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"mark it with @pytest\.mark\.indexed"):
        finds(search, page)


@pytest.mark.parametrize("search", SEARCHES)
def test_a_test_that_builds_the_index_may_search(page: Page, search: str) -> None:
    call_command("update_index", backend_name=SEARCHES[search], verbosity=0)
    assert finds(search, page)


@pytest.mark.indexed
@pytest.mark.parametrize("search", SEARCHES)
def test_a_test_with_the_marker_may_search(page: Page, search: str) -> None:
    assert finds(search, page)
