"""Rules that several models share. Each raises at the field where the editor can put it right."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def refuse_taken(instance: Any, field: str, message: Any) -> None:
    """Refuse a value that another row of the same language has.

    Forms don't check a constraint over the language, since an editor can't choose it there.

    Raises:
        ValidationError: at ``field``.
    """
    value, locale_id = getattr(instance, field), getattr(instance, "locale_id", None)
    if not value or not locale_id:
        return
    duplicates = type(instance).objects.filter(**{field: value, "locale_id": locale_id}).exclude(pk=instance.pk)
    if duplicates.exists():
        raise ValidationError({field: message})


def backwards(start: date | None, end: date | None) -> bool:
    """Whether the end lies before the start. What has no end or no known start doesn't."""
    return bool(start and end and end < start)


def refuse_backwards(since: date | None, until: date | None) -> None:
    """Refuse a role that ends before it starts.

    Raises:
        ValidationError: at ``until``.
    """
    if backwards(since, until):
        raise ValidationError({"until": _("The end date is before the start date.")})


def check_primary_goal(goals: Any, primary_goal: int | None) -> dict[str, ValidationError]:
    """The primary goal is one of the goals chosen; the message by field, empty if all is well."""
    if primary_goal is None or not isinstance(goals, list) or primary_goal in goals:
        return {}
    return {"primary_goal": ValidationError(_("The primary goal must be one of the goals chosen above."))}
