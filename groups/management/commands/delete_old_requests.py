"""Delete service requests at the end of their retention period."""

from typing import Any

from django.core.management.base import BaseCommand

from groups.requests.jobs import delete_old_requests


class Command(BaseCommand):
    """The same as the daily job; a second run on the same day deletes nothing more."""

    help = "Delete the requests for services that are older than SERVICE_REQUEST_RETENTION_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old_requests()
        if options["verbosity"]:
            self.stdout.write(f"Requests deleted: {count}")
