"""Write the static maintenance page."""

from typing import Any

from django.core.management.base import BaseCommand

from core.base.error_pages import maintenance


class Command(BaseCommand):
    """``maintenance_page > maintenance.html``, for a web server in front to show while nothing runs behind it."""

    help = (
        "Write the maintenance page to standard output, in all languages. Needs no database: keep the "
        "file where the web server in front finds it, for when the platform itself is stopped."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(maintenance())
