"""Events for lists: upcoming first."""

from datetime import datetime
from typing import Any

from resources.events.ordering import next_first
from resources.models import EventPage


def all_events(now: datetime | None = None) -> Any:
    """Every event in every language with its type: the next one first, then back from the one that was last."""
    return EventPage.objects.order_by(*next_first(now)).select_related("type__locale")
