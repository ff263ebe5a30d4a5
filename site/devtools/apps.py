"""App configuration of the developers' tools."""

from django.apps import AppConfig


class DevtoolsConfig(AppConfig):
    """Installed with ``DEBUG`` on, and never in production."""

    name = "devtools"
    verbose_name = "Development tools"
