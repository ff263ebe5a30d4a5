"""What pages say to search engines and social media."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreSeoConfig(AppConfig):
    """Connects the signal handlers that draw images for social media."""

    name = "core.seo"
    label = "core_seo"
    verbose_name = _("Search engines")

    def ready(self) -> None:
        from core.seo.social_images import signal_handlers

        signal_handlers.connect()
