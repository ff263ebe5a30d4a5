"""Lists that readers narrow."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreListingsConfig(AppConfig):
    """Registers the system check of list pages and their URLs, and drops cached counts when pages change."""

    name = "core.listings"
    label = "core_listings"
    verbose_name = _("Lists")

    def ready(self) -> None:
        from core.listings import cache, checks, list_urls  # noqa: F401 - checks register themselves
        from core.navigation import site_chrome

        site_chrome.register(list_urls.provide)
        cache.watch()
