"""Run the background work."""

import os
from typing import Any

from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorkerCommand

from core.background.companion import Companion


class Command(DatabaseWorkerCommand):
    """``db_worker``: django-tasks' own, which also takes up what a killed worker left, and does what is due."""

    help = "Run the background work: what is in the queue, what a killed worker left, and what is due by the schedule."

    def handle(self, *, worker_id: str, reload: bool, **options: Any) -> None:
        if reload and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true":
            super().handle(worker_id=worker_id, reload=reload, **options)  # only watches the files
            return
        with Companion(worker_id):
            super().handle(worker_id=worker_id, reload=reload, **options)
