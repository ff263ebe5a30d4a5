"""App configuration of the shared base of pages and snippets."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreBaseConfig(AppConfig):
    """Registers the system checks that hold the content model's rules."""

    name = "core.base"
    label = "core_base"
    verbose_name = _("Platform")

    def ready(self) -> None:
        from core.base import checks, page_types, signal_handlers  # noqa: F401 - checks register themselves

        page_types.discover()
        signal_handlers.connect()
