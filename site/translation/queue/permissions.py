"""Whose work a translation can be, and who decides it."""

from django.contrib.auth.models import AbstractUser
from wagtail_localize.models import Translation

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
