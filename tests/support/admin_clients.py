"""Users and clients in each of the platform's roles."""

from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.users.models import UserProfile

from home.setup import roles

ROLES = (
    "admin",
    roles.EDITORS,
    roles.REVIEWERS,
    roles.translators("en"),
    roles.publishing_translators("en"),
    roles.SERVICE_DESK,
    "Focal point: GT",
)


def create_user_in_role(role: str, **profile: str) -> User:
    """Create a user in a role; ``admin`` is a superuser. The admin is in Spanish unless the profile says otherwise."""
    user: User = User.objects.create_user(f"somebody {role}", "somebody@example.org", "x", is_superuser=role == "admin")
    UserProfile.objects.create(user=user, **{"preferred_language": "es", **profile})
    if role != "admin":
        user.groups.add(Group.objects.get(name=role))
    return user


def client_in_role(role: str, **profile: str) -> Client:
    """A client that such a user is logged in to."""
    client = Client()
    client.force_login(create_user_in_role(role, **profile))
    return client
