"""Taking a translation on and giving it back."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail_localize.models import Translation

from translation.queue.models import Assignment
from translation.queue.permissions import may_assign, may_translate


def claim(user: AbstractUser, translation: Translation) -> Any:
    """Take a translation on. Of two who do so at once, one gets it.

    Returns:
        Whose it is now.

    Raises:
        PermissionDenied: the person may not translate it.
    """
    if not translation.enabled or not may_translate(user, translation):
        raise PermissionDenied
    Assignment.objects.get_or_create(translation=translation)
    assignments = Assignment.objects.filter(translation=translation)
    assignments.filter(assigned_to=None).update(assigned_to=user.pk, claimed_at=timezone.now())
    return assignments.select_related("assigned_to").get().assigned_to


def release(user: AbstractUser, translation: Translation) -> bool:
    """Give a translation back: one's own, or anybody's for who assigns them.

    Returns:
        Whether it was somebody's.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    assignments = Assignment.objects.filter(translation=translation, assigned_to__isnull=False)
    if not may_assign(user, translation):
        if assignments.exclude(assigned_to=user.pk).exists():
            raise PermissionDenied
        assignments = assignments.filter(assigned_to=user.pk)
    return bool(assignments.update(assigned_to=None, claimed_at=None))
