"""The pages that list resources, news and events."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.localization import words
from core.models import BasePage
from core.rich_text import PROSE


class ResourceIndexPage(BasePage):
    """All resources, newest first."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=list(PROSE), help_text=_("Shown above the list of resources.")
    )

    page_description = _("Lists all resources. One a language.")
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["resources.ResourcePage"]
    max_count_per_parent = 1

    translatable_fields: ClassVar = [*BasePage.translatable_fields, *words("introduction")]
    main_panels: ClassVar = [FieldPanel("introduction")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what :func:`resources.library.shown.resource_index_context` gives."""
        from resources.library.shown import resource_index_context

        return super().get_context(request, *args, **kwargs) | resource_index_context(self, request.GET.get("page"))


class NewsIndexPage(BasePage):
    """All news, newest first."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=list(PROSE), help_text=_("Shown above the list of news.")
    )

    page_description = _("Lists all news, newest first. One a language.")
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["resources.NewsPage"]
    max_count_per_parent = 1

    translatable_fields: ClassVar = [*BasePage.translatable_fields, *words("introduction")]
    main_panels: ClassVar = [FieldPanel("introduction")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what :func:`resources.news.shown.news_index_context` gives."""
        from resources.news.shown import news_index_context

        return super().get_context(request, *args, **kwargs) | news_index_context(self, request.GET.get("page"))


class EventIndexPage(BasePage):
    """All events: those that are going on, those ahead, those that are over."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=list(PROSE), help_text=_("Shown above the list of events.")
    )

    page_description = _("Lists all events: running, upcoming and past. One a language.")
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["resources.EventPage"]
    max_count_per_parent = 1

    translatable_fields: ClassVar = [*BasePage.translatable_fields, *words("introduction")]
    main_panels: ClassVar = [FieldPanel("introduction")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what :func:`resources.events.shown.event_index_context` gives."""
        from resources.events.shown import event_index_context

        return super().get_context(request, *args, **kwargs) | event_index_context(self, request.GET.get("page"))
