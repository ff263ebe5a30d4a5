"""Assign a translation to a translator, accept it, hand it back."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail_localize.models import Translation

from translation.queue.models import Assignment
from translation.workflow import permissions
from translation.workflow.lookup import source_of, target_of


def may_translate(user: AbstractUser, translation: Translation) -> bool:
    """Whether a translation can be somebody's work."""
    target = target_of(translation)
    return target is not None and permissions.may_edit(user, target)


def may_assign(user: AbstractUser, translation: Translation) -> bool:
    """Whether somebody decides whose it is and by when: who sends to translators, or publishes it."""
    target = target_of(translation)
    if target is None:
        return False
    if permissions.may_publish(user, target):
        return True
    source = source_of(translation.source)
    return source is not None and permissions.may_submit(user) and permissions.may_edit(user, source)


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


def give(translation: Translation, *, due_on: date | None, to: Any) -> Assignment:
    """Set by when a translation is wanted and whose it is; nobody's, if the person may not translate it."""
    assignee = to if to is not None and may_translate(to, translation) else None
    assignment, _created = Assignment.objects.update_or_create(
        translation=translation,
        defaults={"due_on": due_on, "assigned_to": assignee, "claimed_at": timezone.now() if assignee else None},
    )
    return assignment
