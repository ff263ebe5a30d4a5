"""System checks: no demo accounts in production, initial texts for every list."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import DatabaseError

from core.base.page_types import page_types
from home.setup.labels import labels

#: Who can log in to the demo, with :data:`DEMO_PASSWORD`.
DEMO_ACCOUNTS = ("admin", "editor", "lead", "reviewer", "translator-en", "translator-pt", "service-desk")
DEMO_PASSWORD = "demo"  # noqa: S105 - printed when the demo starts, refused everywhere else


def open_demo_accounts() -> list[str]:
    """The demo accounts that would be let in with the demo's password, by name."""
    users = get_user_model()._default_manager.filter(username__in=DEMO_ACCOUNTS, is_active=True)
    return [user.get_username() for user in users.order_by("username") if user.check_password(DEMO_PASSWORD)]


def check_demo_accounts(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """With ``DEBUG`` off nobody logs in with the demo's password (``check --deploy``)."""
    if settings.DEBUG:
        return []
    try:
        usernames = open_demo_accounts()
    except DatabaseError:
        return [
            checks.Warning(
                "The database can't be asked whether demo accounts are open.",
                hint="Run the check where the database is reached and migrated.",
                id="home.W001",
            )
        ]
    if not usernames:
        return []
    return [
        checks.Error(
            f"Demo accounts can log in: {', '.join(usernames)}.",
            hint="Delete them, deactivate them, or give them another password.",
            id="home.E001",
        )
    ]


def check_lists_have_words(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """The set-up knows what the list of each type is called."""
    return [
        checks.Error(
            f"The set-up has no title and address for the list of {page_type.name}.",
            hint="Write them to pages in home/setup/labels.json, in each language.",
            id="home.E002",
        )
        for page_type in page_types()
        if page_type.index_model and not {"title", "slug"} <= labels()["pages"].get(page_type.name, {}).keys()
    ]
