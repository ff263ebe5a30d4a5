"""Rules of a model that hold in a draft too, each message at the field where the editor can put it right."""

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
