"""Validation rules shared by several models; each error is at its field."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _


def check_unique(instance: Any, field: str, message: Any) -> dict[str, Any]:
    """No other row of the same language has the value.

    Forms don't check a constraint over the language, since an editor can't choose it there.
    """
    value, locale_id = getattr(instance, field), getattr(instance, "locale_id", None)
    if not value or not locale_id:
        return {}
    duplicates = type(instance).objects.filter(**{field: value, "locale_id": locale_id}).exclude(pk=instance.pk)
    return {field: message} if duplicates.exists() else {}


def backwards(start: date | None, end: date | None) -> bool:
    """Whether the end lies before the start. What has no end or no known start doesn't."""
    return bool(start and end and end < start)


def leads_back(page: Any, field: str) -> bool:
    """Whether following a key from page to page, in any language, leads back to the first one."""
    visited_keys, other = set(), getattr(page, field)
    while other is not None and other.translation_key not in visited_keys:
        if other.translation_key == page.translation_key:
            return True
        visited_keys.add(other.translation_key)
        other = getattr(other, field)
    return False


def check_primary_goal(goals: Any, primary_goal: int | None) -> dict[str, Any]:
    """The primary goal is one of the goals chosen."""
    if primary_goal is None or not isinstance(goals, list) or primary_goal in goals:
        return {}
    return {"primary_goal": _("The primary goal must be one of the goals chosen above.")}
