"""Events as files for calendars: one event, and a list of them to subscribe to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from resources.events.calendar import CONTENT_TYPE, calendar_of
from resources.events.ordering import next_first
from resources.models import EventIndexPage, EventPage

#: How many events a calendar to subscribe to has at most.
MOST_IN_CALENDAR = 300


def event_calendar(request: HttpRequest, page: EventPage) -> HttpResponse:
    """An event for the calendars that people keep.

    Raises:
        Http404: nobody knows yet when it begins.
    """
    if page.starts_at is None:
        raise Http404
    content = calendar_of([page], request)
    disposition = content_disposition_header(as_attachment=True, filename=f"{page.slug}.ics")
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})


def list_calendar(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    """The events, narrowed like the list, for calendars that people subscribe to: those ahead and the last past."""
    results = page.list_results(request)
    calendar_title = " – ".join([page.title, *(chip.name.label for chip in results.chips)])
    content = calendar_of(results.pages(*next_first())[:MOST_IN_CALENDAR], request, calendar_title)
    return HttpResponse(content, content_type=CONTENT_TYPE)
