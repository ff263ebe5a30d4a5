"""The app's place in the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """Resources with their files, news and events."""

    name = "resources"
    label = "resources"
    verbose_name = _("Resources, news and events")

    def ready(self) -> None:
        """Who may have files, their first pages and their texts follow what is published."""
        from resources.library import cover, indexing, permissions

        indexing.connect()
        permissions.connect()
        cover.connect()
