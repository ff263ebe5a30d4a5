"""Order of events: upcoming first, then past."""

from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils import timezone


def next_first(now: datetime | None = None) -> tuple[Any, ...]:
    """The next event first, then from the one that was last back to the first."""
    is_over = Q(over_at__lt=now or timezone.now())
    return (
        Case(When(is_over, then=Value(1)), default=Value(0), output_field=IntegerField()),
        Case(When(is_over, then=None), default=F("starts_at")).asc(nulls_last=True),
        F("starts_at").desc(nulls_last=True),
        "title",
        "pk",
    )
