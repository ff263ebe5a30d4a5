"""Models of resources, news, events and the vocabularies they use."""

from resources.models.event import EventPage
from resources.models.event_relations import EventGroup, EventMaterial, EventOrganiser, EventTheme
from resources.models.indexes import EventIndexPage, NewsIndexPage, ResourceIndexPage
from resources.models.news import NewsPage
from resources.models.news_relations import NewsGroup, NewsTheme
from resources.models.resource import ResourcePage
from resources.models.resource_relations import (
    ResourceAuthor,
    ResourceEntity,
    ResourceFile,
    ResourceGroup,
    ResourceTheme,
)
from resources.models.terms import EventType, ResourceType

__all__ = [
    "EventGroup",
    "EventIndexPage",
    "EventMaterial",
    "EventOrganiser",
    "EventPage",
    "EventTheme",
    "EventType",
    "NewsGroup",
    "NewsIndexPage",
    "NewsPage",
    "NewsTheme",
    "ResourceAuthor",
    "ResourceEntity",
    "ResourceFile",
    "ResourceGroup",
    "ResourceIndexPage",
    "ResourcePage",
    "ResourceTheme",
    "ResourceType",
]
