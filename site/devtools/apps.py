"""What developers use: the style guide, the writer of the content model, the collector of messages, the benchmark."""

from django.apps import AppConfig


class DevtoolsConfig(AppConfig):
    """Installed with ``DEBUG`` on, and never in production."""

    name = "devtools"
    verbose_name = "Development tools"
