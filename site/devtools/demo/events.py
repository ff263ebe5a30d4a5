"""Demo events: past, current, upcoming, cancelled and postponed.

What runs or lies ahead is dated from the day on which the demo is made. A later run finds it there and
leaves its dates alone.
"""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from core.vocabularies import time_zones
from devtools.demo import texts
from devtools.demo.builder import Builder, children, facts, words
from devtools.demo.groups import group
from devtools.demo.resources import resource
from groups.models import Entity, Theme
from resources.models import EventGroup, EventMaterial, EventOrganiser, EventPage, EventTheme, EventType

#: Files of events, by what becomes of them.
EVENTS = ("past", "coming", "changed")


def build(builder: Builder) -> None:
    """Events, below the group that holds them or in the list."""
    builder.progress.begin("Events")
    types = {entry.key: entry for entry in EventType.objects.filter(locale=builder.source)}
    for name in EVENTS:
        for content in texts.load(f"events/{name}"):
            parent = group(builder, content["parent"]) if content["parent"] else builder.platform.lists["events"]
            make = partial(_event, builder, content, types[content["type"]])
            builder.page(EventPage, "event", content, parent, make)


def _event(builder: Builder, content: dict[str, Any], kind: EventType) -> EventPage:
    starts = _moment(content, "starts")
    page = EventPage(
        **words(content, "title", "slug", "summary", "venue", "city"),
        **facts(content, "timezone", "all_day", "mode", "status", "country", "interpretation_languages"),
        **facts(content, "registration_link", "recording", "goals", "primary_goal"),
        type=kind,
        starts_at=starts,
        ends_at=_moment(content, "ends"),
        registration_closes=_moment(content, "registration_closes"),
        programme=_programme(content),
        report=texts.html(content.get("report", [])),
        body=texts.sections(content),
    )
    organisers = [{"entity": builder.get_snippet(Entity, "entity", name)} for name in content["organisers"]]
    # the group above the page needs no row
    group_rows = [{"group": group(builder, name)} for name in content["groups"] if name != content["parent"]]
    themes = [{"theme": builder.get_snippet(Theme, "theme", name)} for name in content["themes"]]
    page.organisers = children(EventOrganiser, organisers, builder.source)
    page.groups = children(EventGroup, group_rows, builder.source)
    materials = [{"resource": resource(builder, name)} for name in content["materials"]]
    page.themes = children(EventTheme, themes, builder.source)
    page.materials = children(EventMaterial, materials, builder.source)
    return page


def _day(value: dict[str, Any]) -> date:
    """The day that content means: a fixed one, or one so many days from today."""
    return date.fromisoformat(value["on"]) if "on" in value else timezone.localdate() + timedelta(days=value["in_days"])


def _moment(content: dict[str, Any], name: str) -> datetime | None:
    """A moment by the clocks of the event; midnight of a whole day."""
    value = content.get(name)
    if value is None:
        return None
    clock = time.fromisoformat(value["at"]) if "at" in value else time()
    return time_zones.moment(datetime.combine(_day(value), clock), content["timezone"])


def _programme(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Sessions. ``day`` counts from the event's first, which is 0 and need not be said."""
    first = _day(content["starts"])
    blocks = [
        {
            "type": "session",
            "id": f"session-{number}",
            "value": {**session, "day": str(first + timedelta(days=session["day"])) if "day" in session else None},
        }
        for number, session in enumerate(content["programme"])
    ]
    return texts.stream(blocks, content["key"])
