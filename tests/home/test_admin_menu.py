"""Each entry of the admin's menu leads to a screen that its reader may see."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.menu import MenuItem, SubmenuMenuItem, admin_menu

from groups.models import WorkingGroupPage
from home.setup import roles
from home.setup.platform import Platform
from tests.factories import WorkingGroupPageFactory
from tests.home.form_pages import create_form_page
from tests.support.admin_clients import ROLES, create_user_in_role
from tests.translation.users import client_for

pytestmark = pytest.mark.django_db


def entries(items: list[MenuItem], request: Any) -> Iterator[MenuItem]:
    """The entries that lead somewhere, of the menu and of all below it."""
    for item in items:
        if isinstance(item, SubmenuMenuItem):
            yield from entries(item.menu.menu_items_for_request(request), request)
        else:
            yield item


@pytest.mark.parametrize("role", ROLES)
def test_each_entry_leads_to_a_screen(platform: Platform, role: str) -> None:
    group = WorkingGroupPageFactory(parent=platform.lists["groups"], acronym="GT")
    roles.focal_point_group(WorkingGroupPage.objects.get(pk=group.pk))
    create_form_page(platform.home)
    user = create_user_in_role(role)
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    client = client_for(user)
    found = list(entries(admin_menu.menu_items_for_request(request), request))
    assert found
    home = reverse("wagtailadmin_home")
    for item in found:
        if item.url.startswith("/"):
            response = client.get(item.url, follow=True)
            assert response.status_code == 200, item.url
            # where Wagtail sends whoever may not see a screen
            assert home not in [url for url, _status in response.redirect_chain], item.url


def test_the_glossary_is_its_list(platform: Platform) -> None:
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = create_user_in_role(roles.translators("en"))
    addresses = [item.url for item in entries(admin_menu.menu_items_for_request(request), request)]
    assert [url for url in addresses if url.startswith("/admin/glossary/")] == [reverse("glossary:index")]
