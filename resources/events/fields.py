"""Form fields for times in the time zone of an event."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone


class WallTimeField(forms.DateTimeField):
    """Gives a time without a zone, as it was typed. Django's own reads it by the editor's clock."""

    def to_python(self, value: Any) -> datetime | None:
        """The text as typed; the form knows the time zone.

        Raises:
            ValidationError: no date and time.
        """
        with timezone.override(UTC):  # which skips no time and shows none twice
            parsed = super().to_python(value)
        return timezone.make_naive(parsed, UTC) if parsed else None


class MomentField(models.DateTimeField):
    """A moment. Its form is an :class:`~resources.events.forms.EventForm`, which knows the zone."""

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """For the database a moment like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """A time as it is typed."""
        return super().formfield(*args, **{"form_class": WallTimeField, **kwargs})
