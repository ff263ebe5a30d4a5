"""Index pages of resources, news and events."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from core.base.localized_urls import translated_path
from core.listings.list_page import ListPage
from resources.events.calendar import CONTENT_TYPE, calendar_of
from resources.events.ordering import next_first

#: How many events a calendar to subscribe to has at most.
MOST_IN_CALENDAR = 300


class ResourceIndexPage(ListPage):
    """All resources, newest first."""

    page_description = _("Lists all resources. One per language.")
    subpage_types: ClassVar = ["resources.ResourcePage"]

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")


class NewsIndexPage(ListPage):
    """All news, newest first."""

    page_description = _("Lists all news, newest first. One per language.")
    subpage_types: ClassVar = ["resources.NewsPage"]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


class EventIndexPage(ListPage):
    """All events: those that are going on, those ahead, those that are over."""

    page_description = _("Lists all events: current, upcoming and past. One per language.")
    subpage_types: ClassVar = ["resources.EventPage"]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the address of the list as a calendar."""
        context = super().get_context(request, *args, **kwargs)
        filters = context["results"].params.filters
        calendar = f"{self.get_url(request) or ''}{self.reverse_subpage('calendar')}"
        return context | {"calendar_url": f"{calendar}?{filters}" if filters else calendar}

    @path(translated_path("events.ics/"), name="calendar")
    def as_calendar(self, request: HttpRequest) -> HttpResponse:
        """The events, narrowed like the list, for calendars that people subscribe to: those ahead and the last past."""
        results = self.list_results(request)
        calendar_title = " – ".join([self.title, *(chip.name.label for chip in results.chips)])
        content = calendar_of(results.pages(*next_first())[:MOST_IN_CALENDAR], request, calendar_title)
        return HttpResponse(content, content_type=CONTENT_TYPE)
