"""Demo accounts for each role."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from groups.models import WorkingGroupPage
from home.checks import DEMO_PASSWORD
from home.setup import roles

#: Account, its group, and the language of its admin.
ACCOUNTS = (
    ("admin", None, "es"),
    ("editor", roles.EDITORS, "es"),
    ("lead", None, "es"),
    ("reviewer", roles.REVIEWERS, "es"),
    ("translator-en", roles.translators("en"), "en"),
    ("translator-pt", roles.translators("pt-br"), "pt-br"),
    ("service-desk", roles.SERVICE_DESK, "es"),
)


def ensure(group: WorkingGroupPage) -> None:
    """Create the accounts that are missing; one that is there keeps its password and groups.

    Args:
        group: the working group whose pages the account ``lead`` keeps.
    """
    users: Any = get_user_model()._default_manager
    existing = set(users.filter(username__in=[name for name, *_rest in ACCOUNTS]).values_list("username", flat=True))
    missing = [account for account in ACCOUNTS if account[0] not in existing]
    password = make_password(DEMO_PASSWORD) if missing else ""
    for name, role, language in missing:
        is_admin = name == "admin"
        user = users.create(
            username=name,
            email=f"{name}@example.org",
            password=password,
            is_superuser=is_admin,
            is_staff=is_admin,
        )
        UserProfile.objects.create(user=user, preferred_language=language)
        if name == "lead":
            user.groups.add(roles.focal_point_group(group))
        elif role:
            user.groups.set(Group.objects.filter(name=role))
