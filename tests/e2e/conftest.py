"""A platform and the people who work on it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from playwright.sync_api import Page
from wagtail.users.models import UserProfile

from home.setup import roles
from tests.e2e.admin_user import AdminUser
from tests.support.browser import OpenContext
from tests.support.databases import DatabaseFill

PASSWORD = "demo-password"

Enter = Callable[[str], AdminUser]


@pytest.fixture
def platform(fill_database: DatabaseFill) -> None:
    """A platform in Spanish and English as ``setup_platform`` leaves it, with one person a role."""
    fill_database(create_people)


def create_people() -> None:
    """Set the platform up and create a user for each role."""
    call_command("setup_platform", languages="es,en", verbosity=0)
    for name, group in (
        ("editor", roles.EDITORS),
        ("reviewer", roles.REVIEWERS),
        ("translator-en", roles.translators("en")),
    ):
        user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
        user.groups.add(Group.objects.get(name=group))
        UserProfile.objects.create(user=user, preferred_language="en")


@pytest.fixture
def log_in(platform: None, open_context: OpenContext) -> Enter:
    """Log a user in, in a browser context of their own."""

    def enter(name: str) -> AdminUser:
        window: Page = open_context(viewport={"width": 1280, "height": 900}).new_page()
        window.goto("/admin/login/")
        window.get_by_label("Username").fill(name)
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Sign in").click()
        window.wait_for_url("**/admin/")
        return AdminUser(window)

    return enter
