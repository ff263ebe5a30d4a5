"""What the home page shows of news and events. One query each."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.front_page import Part, register
from core.related import in_language
from resources.events.listings import all_events
from resources.news.listings import all_news

#: How many of each.
NUMBER = 3


def latest_news(home: Page, request: HttpRequest) -> list[Page]:
    """The newest news in the home page's language."""
    return in_language(all_news(), home.locale, NUMBER)


def next_events(home: Page, request: HttpRequest) -> list[Page]:
    """What goes on or comes next in the home page's language."""
    now = timezone.now()
    return in_language(all_events(now).filter(over_at__gte=now), home.locale, NUMBER)


def register_all() -> None:
    """Called in ``AppConfig.ready``."""
    template = "pages/resources/parts/front_listing.html"
    register(Part("news", _("Latest news"), template, latest_news, "resources.NewsIndexPage", order=40))
    register(Part("events", _("Upcoming events"), template, next_events, "resources.EventIndexPage", order=50))
