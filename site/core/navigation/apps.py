"""App configuration of header, footer and notices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreNavigationConfig(AppConfig):
    """Has the tag that puts the site chrome into templates. It has no models: other apps provide the entries."""

    name = "core.navigation"
    label = "core_navigation"
    verbose_name = _("Navigation")
