"""Authentication backend: grants for one request the permissions on the snippet being edited.

Wagtail's action menus and wagtail-localize's views ask whether somebody may change or publish *every*
snippet of a kind. Once it is established which version a request is about, the rights that the person
has on that version are granted for the rest of the request; ``VersionBackend`` then answers for them.
Our own policies look past what is granted here.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AbstractUser
from wagtail.permissions import policy_registry

_CACHE_ATTRIBUTE = "_granted_for_this_version"


def permission_codes(user: Any) -> frozenset[str]:
    """The permissions that somebody has been granted in this request."""
    permissions: frozenset[str] = getattr(user, _CACHE_ATTRIBUTE, frozenset())
    return permissions


def grant(user: AbstractUser, instance: Any) -> None:
    """Let somebody do, in this request, what they may do to a snippet's version by its language; to a page nothing."""
    policy: Any = policy_registry.get_by_type(type(instance))
    if hasattr(policy, "permissions_in"):
        setattr(user, _CACHE_ATTRIBUTE, policy.permissions_in(user, instance.locale_id))


class VersionBackend(BaseBackend):
    """Answers for what was granted; logs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return user_obj.is_active and perm in permission_codes(user_obj)
