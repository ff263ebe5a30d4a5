"""The parts that every other app stands on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Registers the system checks that hold the content model's rules, and the jobs that every platform needs."""

    name = "core"
    verbose_name = _("Platform")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import (
            checks,  # noqa: F401 - checks register themselves once models are loaded
            furniture,
            page_tree,
            page_types,
        )
        from core.background.housekeeping import register_jobs
        from core.cards.tasks import connect as draw_cards
        from core.facets import addresses, kept
        from core.images import checks as image_checks  # noqa: F401
        from core.images import receivers

        page_types.discover()
        register_jobs()
        draw_cards()
        receivers.connect()
        page_tree.connect()
        furniture.register(addresses.provide)
        kept.watch()
