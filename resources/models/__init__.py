"""Resources with their files, news, events, and the vocabularies they use."""

from resources.models.event import EventPage
from resources.models.event_relations import EventGroup, EventOrganiser, EventTheme
from resources.models.indexes import EventIndexPage, NewsIndexPage
from resources.models.news import NewsPage
from resources.models.news_relations import NewsGroup, NewsTheme
from resources.models.terms import EventType

__all__ = [
    "EventGroup",
    "EventIndexPage",
    "EventOrganiser",
    "EventPage",
    "EventTheme",
    "EventType",
    "NewsGroup",
    "NewsIndexPage",
    "NewsPage",
    "NewsTheme",
]
