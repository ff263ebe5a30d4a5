"""Page type: events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from core.api.fields import choice, country, html, language, term
from core.base.list_definition import BY_TITLE, ListSection, Sort
from core.base.page_types import FrontPagePart, Node, PageType, register
from core.listings.filters import ChoiceFacet, SnippetFacet, YearFacet
from core.listings.related import in_language
from core.seo import structured_data
from core.vocabularies import countries, time_zones
from groups import api
from groups.filters import GOAL, GroupFacet, ThemeFacet, entity_facet
from groups.listings import ON_GOAL_PAGES, ON_GROUP_PAGES, about, naming_group, of_goal
from groups.structured_data import entities, group_of, theme
from resources.events.filters import MonthFacet, TimeFacet, sections
from resources.events.listings import all_events
from resources.events.ordering import next_first
from resources.events.page_context import event_context
from resources.events.views import event_calendar, list_calendar
from resources.models import EventGroup, EventIndexPage, EventOrganiser, EventPage, EventTheme, EventType

STATUSES = {
    EventPage.Status.POSTPONED: "https://schema.org/EventPostponed",
    EventPage.Status.CANCELLED: "https://schema.org/EventCancelled",
}

MODES = {
    EventPage.Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    EventPage.Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    EventPage.Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}

#: How many the home page shows.
ON_HOME_PAGE = 3


def _next(home: Page, _request: HttpRequest) -> list[Page]:
    """Current and upcoming events in the home page's language."""
    now = timezone.now()
    return in_language(all_events(now).filter(over_at__gte=now), home.locale, ON_HOME_PAGE)


@register
class EventPageType(PageType[EventPage]):
    """Events."""

    model = EventPage
    name = "events"
    label = _("Events")
    order = 60

    index_model = EventIndexPage
    list_empty = _("There are no events in this language yet.")
    list_filters = (
        TimeFacet("when", _("When")),
        SnippetFacet("type", _("Type"), "type", EventType),
        ChoiceFacet("mode", _("Format of participation"), "mode", lambda: EventPage.Mode.choices),
        GroupFacet("group", _("Working group"), EventGroup),
        GOAL,
        ThemeFacet("theme", _("Theme"), EventTheme),
        ChoiceFacet("country", _("Country"), "country", countries.choices),
        MonthFacet("month", _("Month")),
    )
    list_sorts = (
        Sort("next", _("Soonest first"), next_first),
        Sort("latest", _("Latest first"), lambda: (F("starts_at").desc(nulls_last=True), "title", "pk")),
        Sort("oldest", _("Oldest first"), lambda: (F("starts_at").asc(nulls_last=True), "title", "pk")),
        BY_TITLE,
    )
    subject_filters = {
        "goal": of_goal,
        "theme": about,
        "country": lambda pages, code: pages.filter(country=code),
        "group": naming_group(EventGroup),
    }
    search_filters = (
        GOAL,
        ThemeFacet("theme", _("Theme"), EventTheme),
        ChoiceFacet("country", _("Country"), "country", countries.choices),
        GroupFacet("group", _("Working group"), EventGroup),
        entity_facet(EventOrganiser),
        YearFacet("year", _("Year"), "starts_on"),
    )
    search_date = "starts_on"
    search_ages = True
    search_weight = 0.3
    related_listings = (ON_GOAL_PAGES, ON_GROUP_PAGES)
    front_page_part = FrontPagePart(_("Upcoming events"), _next, order=50)

    views = {"calendar": event_calendar}

    api_facts = {
        "summary": lambda page: page.summary,
        "status": lambda page: choice(page, "status"),
        "starts_at": lambda page: _moment(page, page.starts_at),
        "ends_at": lambda page: _moment(page, page.ends_at),
        "timezone": lambda page: page.timezone,
        "all_day": lambda page: page.all_day,
        "mode": lambda page: choice(page, "mode"),
        "venue": lambda page: page.venue,
        "city": lambda page: page.city,
        "country": lambda page: country(page.country) if page.country else None,
        "recording": lambda page: page.recording,
        "interpretation_languages": lambda page: [language(tag) for tag in page.interpretation_languages],
        **{name: read for name, read in api.goals_and_countries().items() if name != "countries"},
    }
    api_relations = {
        "event_type": lambda context: term(context["type"]),
        "registration_link": lambda context: context["registration_link"] or None,
        "organisers": api.entities("organisers"),
        "groups": api.pages("groups"),
        "themes": api.terms("themes"),
        "materials": api.pages("materials"),
        "report": lambda context: html(context["page"].report),
    }

    def get_queryset(self) -> PageQuerySet:
        """The next one first, then back from the one that was last; with their types."""
        return all_events()

    def get_list_sections(self, pages: list[Any], locale: Locale) -> list[ListSection]:
        """Events that are going on, then those ahead, then those that are over."""
        return sections(pages, locale)

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
            "startDate": _moment(page, page.starts_at),
            "endDate": _moment(page, page.ends_at),
            "eventStatus": STATUSES.get(EventPage.Status(page.status), "https://schema.org/EventScheduled"),
            "eventAttendanceMode": MODES[EventPage.Mode(page.mode)],
            "location": _places(page, context),
            "organizer": [*entities(context["organisers"]), *map(group_of, context["groups"])],
            "inLanguage": context["interpretation_languages"],
            "about": [*map(structured_data.goal, context["goals"]), *map(theme, context["themes"])],
            "keywords": kind.label if kind else None,
            "recordedIn": {"@type": "CreativeWork", "url": page.recording} if page.recording else None,
        }


@register
class EventListPageType(PageType[EventIndexPage]):
    """The list of events."""

    model = EventIndexPage
    views = {"calendar": list_calendar}


def _moment(page: EventPage, moment: datetime | None) -> str | None:
    """A moment with its distance from Greenwich, or the day where that is all that is known."""
    if moment is None:
        return None
    local_time = moment.astimezone(time_zones.zone(page.timezone))
    return local_time.date().isoformat() if page.all_day else local_time.isoformat(timespec="seconds")


def _places(page: EventPage, context: Mapping[str, Any]) -> list[Node]:
    nodes: list[Node] = []
    if page.mode != EventPage.Mode.ONLINE:
        address = {"@type": "PostalAddress", "addressLocality": page.city, "addressCountry": page.country}
        nodes.append({"@type": "Place", "name": page.venue or page.city, "address": address})
    if page.mode != EventPage.Mode.IN_PERSON:
        nodes.append({"@type": "VirtualLocation", "url": context["registration_link"] or page.full_url})
    return nodes
