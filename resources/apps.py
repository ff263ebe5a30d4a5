"""The app's place in the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """Resources with their files, news and events."""

    name = "resources"
    label = "resources"
    verbose_name = _("Resources, news and events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which listings goals and groups have, what listings and the home page show, and what machines read."""
        from core.facets import registry
        from core.front_page import Part
        from core.front_page import register as show_on_front_page
        from core.related import ListedType, Listing, ListingPart, register, register_type
        from groups.facets import goal_query, group_query
        from resources import api, front_page, linked_data, searchable
        from resources.events import listings as events
        from resources.events.faceted import EVENTS
        from resources.library import access, covers
        from resources.library import listings as library
        from resources.library.faceted import RESOURCES
        from resources.news import listings as news
        from resources.news.faceted import NEWS

        linked_data.register()
        api.register_fields()
        searchable.register_all()
        parts = tuple(
            ListingPart("resources", _("Resources"), library.in_role(role))
            if role == library.Role.PUBLISHED_BY
            else ListingPart(role.value, role.label, library.in_role(role))
            for role in library.Role
        )
        found = (
            ("resources", _("Resources"), library.resources_of_goal, library.resources_of_group, 40, parts),
            ("news", _("News"), news.news_of_goal, news.news_of_group, 50, ()),
            ("events", _("Events"), events.events_of_goal, events.events_of_group, 60, ()),
        )
        for name, label, of_goal, of_group, order, divided in found:
            register("groups.SDGPage", Listing(name, label, of_goal, order, (), name, goal_query))
            register("groups.WorkingGroupPage", Listing(name, label, of_group, order, divided, name, group_query))
        register_type(ListedType("resources", _("Resources"), library.all_resources, library.FILTERS))
        register_type(ListedType("news", _("News"), news.all_news, news.FILTERS))
        register_type(ListedType("events", _("Events"), events.all_events, events.FILTERS))
        for listed in (RESOURCES, NEWS, EVENTS):
            registry.register(listed)
        for name, label, find, index, order in (
            ("news", _("Latest news"), front_page.latest_news, "resources.NewsIndexPage", 40),
            ("events", _("Next events"), front_page.next_events, "resources.EventIndexPage", 50),
        ):
            template = "pages/resources/parts/front_listing.html"
            show_on_front_page(Part(name, label, template, find, index, order))
        access.connect()
        covers.connect()
