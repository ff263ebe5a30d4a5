"""Run the scheduled jobs that are due, on a platform without a worker."""

from typing import Any

from django.core.management.base import BaseCommand

from core.jobs.schedule import enqueue_due, jobs


class Command(BaseCommand):
    """``run_scheduled``, called by the operator's timer every minute."""

    help = (
        "Run the scheduled tasks that are due. Where a worker is running, no timer is needed: it does this by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        labels = {job.name: job.label for job in jobs()}
        for name in enqueue_due():
            if options["verbosity"]:
                self.stdout.write(f"{name}: {labels[name]}")
