"""Run the worker."""

from contextlib import nullcontext
from typing import Any

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorkerCommand

from core.jobs.heartbeat import Companion


class Command(DatabaseWorkerCommand):
    """``db_worker``: django-tasks' own, which also takes up what a killed worker left, and does what is due.

    With ``--reload``, which starts a second process that watches the files, it only does what waits.
    """

    help = "Run background tasks: those in the queue, those left by a killed worker and those due by schedule."

    def handle(self, *, worker_id: str, reload: bool, **options: Any) -> None:
        with nullcontext() if reload else Companion(worker_id):
            super().handle(worker_id=worker_id, reload=reload, **options)
