"""Resources, news and events: connects the app with the search index and the documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """Resources with their files, news and events."""

    name = "resources"
    label = "resources"
    verbose_name = _("Resources, news and events")

    def ready(self) -> None:
        """Have the index and the covers follow files, collections and their restrictions."""
        from resources.library import cover, indexing, permissions

        indexing.connect()
        permissions.connect()
        cover.connect()
