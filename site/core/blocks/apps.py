"""StreamField blocks that any page may use."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreBlocksConfig(AppConfig):
    """Registers the system checks of blocks."""

    name = "core.blocks"
    label = "core_blocks"
    verbose_name = _("Blocks")

    def ready(self) -> None:
        from core.blocks import checks  # noqa: F401 - checks register themselves
