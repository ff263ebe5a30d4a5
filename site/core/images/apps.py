"""Images and their renditions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreImagesConfig(AppConfig):
    """Registers the system checks of images, and has renditions made of what is published."""

    name = "core.images"
    label = "core_images"
    verbose_name = _("Images")

    def ready(self) -> None:
        from core.images import checks, jobs, signal_handlers  # noqa: F401 - checks register themselves

        signal_handlers.connect()
        jobs.register_jobs()
