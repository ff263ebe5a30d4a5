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
        """Say what goals, groups and the home page list, what lists, the search and machines read, what is followed."""
        from core.facets import registry
        from resources import front_page, listings, searchable
        from resources.events.faceted import EVENTS
        from resources.library import access, covers
        from resources.library.faceted import RESOURCES
        from resources.news.faceted import NEWS

        searchable.register_all()
        listings.register_all()
        front_page.register_all()
        for listed in (RESOURCES, NEWS, EVENTS):
            registry.register(listed)
        access.connect()
        covers.connect()
