"""The pages that list resources, news and events."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.facets.list_page import ListPage
from core.localization import words
from core.rich_text import PROSE


class ResourceIndexPage(ListPage):
    """All resources, newest first."""

    shows = "resources"

    introduction = RichTextField(
        _("introduction"), blank=True, features=list(PROSE), help_text=_("Shown above the list of resources.")
    )

    page_description = _("Lists all resources. One a language.")
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["resources.ResourcePage"]
    max_count_per_parent = 1

    translatable_fields: ClassVar = [*ListPage.translatable_fields, *words("introduction")]
    main_panels: ClassVar = [FieldPanel("introduction")]
    search_fields: ClassVar = [*ListPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")


class NewsIndexPage(ListPage):
    """All news, newest first."""

    shows = "news"

    introduction = RichTextField(
        _("introduction"), blank=True, features=list(PROSE), help_text=_("Shown above the list of news.")
    )

    page_description = _("Lists all news, newest first. One a language.")
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["resources.NewsPage"]
    max_count_per_parent = 1

    translatable_fields: ClassVar = [*ListPage.translatable_fields, *words("introduction")]
    main_panels: ClassVar = [FieldPanel("introduction")]
    search_fields: ClassVar = [*ListPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


class EventIndexPage(ListPage):
    """All events: those that are going on, those ahead, those that are over."""

    shows = "events"

    introduction = RichTextField(
        _("introduction"), blank=True, features=list(PROSE), help_text=_("Shown above the list of events.")
    )

    page_description = _("Lists all events: running, upcoming and past. One a language.")
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["resources.EventPage"]
    max_count_per_parent = 1

    translatable_fields: ClassVar = [*ListPage.translatable_fields, *words("introduction")]
    main_panels: ClassVar = [FieldPanel("introduction")]
    search_fields: ClassVar = [*ListPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")
