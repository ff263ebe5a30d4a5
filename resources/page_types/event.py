"""Meetings, webinars and trainings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import structured_data
from core.page_types import Node, PageType, register
from core.vocabularies import time_zones
from groups.structured_data import entities, group_of, theme
from resources.events.shown import event_context
from resources.models import EventPage

STATUSES = {
    EventPage.Status.POSTPONED: "https://schema.org/EventPostponed",
    EventPage.Status.CANCELLED: "https://schema.org/EventCancelled",
}

MODES = {
    EventPage.Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    EventPage.Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    EventPage.Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


@register
class EventPageType(PageType[EventPage]):
    """What takes place, where and when."""

    model = EventPage
    name = "events"
    label = _("Events")
    order = 60

    def get_context(self, page: EventPage, request: HttpRequest | None) -> dict[str, Any]:
        return event_context(page)

    def get_structured_data(self, page: EventPage, context: Mapping[str, Any]) -> Node:
        """An event by the clocks of its place. A postponed one keeps the day it was planned for, as schema.org asks."""
        kind = context["type"]
        return {
            "@type": "Event",
            "name": page.title,
            "description": page.summary,
            "url": page.full_url,
            "startDate": _point(page, page.starts_at),
            "endDate": _point(page, page.ends_at),
            "eventStatus": STATUSES.get(EventPage.Status(page.status), "https://schema.org/EventScheduled"),
            "eventAttendanceMode": MODES[EventPage.Mode(page.mode)],
            "location": _places(page, context),
            "organizer": [*entities(context["organisers"]), *map(group_of, context["groups"])],
            "inLanguage": context["interpretation_languages"],
            "about": [*map(structured_data.goal, context["goals"]), *map(theme, context["themes"])],
            "keywords": kind.label if kind else None,
            "recordedIn": {"@type": "CreativeWork", "url": page.recording} if page.recording else None,
        }


def _point(page: EventPage, moment: datetime | None) -> str | None:
    """A moment with its distance from Greenwich, or the day where that is all that is known."""
    if moment is None:
        return None
    shown = moment.astimezone(time_zones.zone(page.timezone))
    return shown.date().isoformat() if page.all_day else shown.isoformat(timespec="seconds")


def _places(page: EventPage, context: Mapping[str, Any]) -> list[Node]:
    found: list[Node] = []
    if page.mode != EventPage.Mode.ONLINE:
        address = {"@type": "PostalAddress", "addressLocality": page.city, "addressCountry": page.country}
        found.append({"@type": "Place", "name": page.venue or page.city, "address": address})
    if page.mode != EventPage.Mode.IN_PERSON:
        found.append({"@type": "VirtualLocation", "url": context["registration_link"] or page.full_url})
    return found
