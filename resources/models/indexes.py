"""Index pages of resources, news and events."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from core.base.localized_urls import translated_path
from core.listings.list_page import ListPage


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
    def as_calendar(self, request: HttpRequest) -> HttpResponseBase:
        """The events, narrowed like the list, for calendars to subscribe to; see :mod:`resources.events.views`."""
        return self.respond("calendar", request)
