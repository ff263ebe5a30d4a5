"""Validation rules that hold for drafts too; each error is at its field."""

from typing import Any

from django.core.exceptions import ValidationError


class ConflictsMixin:
    """For models that refuse what contradicts itself, all of it at once."""

    def conflicts(self) -> dict[str, Any]:
        """Messages by field, none where all is well. For subclasses to say."""
        return {}

    def clean(self) -> None:
        """Refuse what contradicts itself.

        Raises:
            ValidationError: each message at its field.
        """
        super().clean()  # type: ignore[misc]
        if errors := self.conflicts():
            raise ValidationError(errors)
