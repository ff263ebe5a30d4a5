"""App configuration of metadata for search engines and social media."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreSeoConfig(AppConfig):
    """Connects the signal handlers that draw images for social media, and declares the Markdown view of pages."""

    name = "core.seo"
    label = "core_seo"
    verbose_name = _("Search engines")

    def ready(self) -> None:
        from core.base.page_types import share_view
        from core.seo import jobs
        from core.seo.markdown import twin
        from core.seo.social_images import signal_handlers

        signal_handlers.connect()
        jobs.register_jobs()
        share_view("markdown", twin)
