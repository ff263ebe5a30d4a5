"""Delete form submissions at the end of their retention period."""

from typing import Any

from django.core.management.base import BaseCommand

from home.forms.jobs import delete_old_submissions


class Command(BaseCommand):
    """The same as the daily job; a second run on the same day deletes nothing more."""

    help = "Delete the answers to forms that were kept for as long as their form says."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old_submissions()
        if options["verbosity"]:
            self.stdout.write(f"Answers deleted: {count}")
