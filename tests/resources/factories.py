"""Factories of resources, news and events; see ``tests.factories``."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from resources.models import (
    EventGroup,
    EventIndexPage,
    EventMaterial,
    EventOrganiser,
    EventPage,
    EventTheme,
    EventType,
    NewsGroup,
    NewsIndexPage,
    NewsPage,
    NewsTheme,
    ResourceAuthor,
    ResourceEntity,
    ResourceFile,
    ResourceGroup,
    ResourceIndexPage,
    ResourcePage,
    ResourceTheme,
    ResourceType,
)
from tests.factories import EntityFactory, PageFactory, TermFactory, ThemeFactory


class NewsIndexPageFactory(PageFactory):
    title = "Noticias"

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"News {n}")
    summary = factory.Sequence(lambda n: f"Summary of news {n}")
    date = date(2026, 3, 4)

    class Meta:
        model = NewsPage


class NewsGroupFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")

    class Meta:
        model = NewsGroup


class NewsThemeFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    theme = factory.SubFactory(ThemeFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = NewsTheme


class EventTypeFactory(TermFactory):
    class Meta:
        model = EventType


class EventIndexPageFactory(PageFactory):
    title = "Eventos"

    class Meta:
        model = EventIndexPage


class EventPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Event {n}")
    summary = factory.Sequence(lambda n: f"Summary of event {n}")
    type = factory.SubFactory(EventTypeFactory, locale=factory.SelfAttribute("..parent.locale"))
    timezone = "America/Bogota"
    starts_at = datetime(2027, 3, 12, 15, 0, tzinfo=UTC)
    city = "Bogotá"

    class Meta:
        model = EventPage


class EventOrganiserFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    entity = factory.SubFactory(EntityFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = EventOrganiser


class EventGroupFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")

    class Meta:
        model = EventGroup


class EventThemeFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    theme = factory.SubFactory(ThemeFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = EventTheme


class EventMaterialFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")

    class Meta:
        model = EventMaterial


class ResourceTypeFactory(TermFactory):
    class Meta:
        model = ResourceType


class ResourceIndexPageFactory(PageFactory):
    title = "Recursos"

    class Meta:
        model = ResourceIndexPage


class ResourcePageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Resource {n}")
    type = factory.SubFactory(ResourceTypeFactory, locale=factory.SelfAttribute("..parent.locale"))
    summary = factory.Sequence(lambda n: f"Summary of resource {n}")
    published_on = date(2026, 3, 4)
    original_language = "es"
    permanent_link = "https://example.org/resource"

    class Meta:
        model = ResourcePage


class ResourceFileFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    language = "es"
    address = "https://example.org/file.pdf"

    class Meta:
        model = ResourceFile


class ResourceGroupFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")

    class Meta:
        model = ResourceGroup


class ResourceEntityFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    entity = factory.SubFactory(EntityFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = ResourceEntity


class ResourceAuthorFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    name = factory.Sequence(lambda n: f"Author {n}")
    entity = factory.SubFactory(EntityFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = ResourceAuthor


class ResourceThemeFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    theme = factory.SubFactory(ThemeFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = ResourceTheme
