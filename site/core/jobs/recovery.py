"""Recover the tasks of killed workers."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from core.jobs.models import BackgroundWorker

#: How often a worker says that it lives.
BEAT = timedelta(seconds=10)
#: A worker that has said nothing for so long is taken for dead.
WORKER_TIMEOUT = timedelta(seconds=60)
#: A task that took so many workers down with it is not given to another one.
MAX_ATTEMPTS = 3
#: What a task that failed for this reason says in place of an exception's name.
WORKER_LOST = "core.jobs.recovery.WorkerLost"


def beat(worker_id: str) -> None:
    """Note that a worker lives."""
    BackgroundWorker.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": timezone.now()})


def leave(worker_id: str) -> None:
    """Note that a worker has ended in peace."""
    BackgroundWorker.objects.filter(worker_id=worker_id).delete()


def living(now: datetime | None = None) -> models.QuerySet[BackgroundWorker]:
    """The workers that have been heard of lately."""
    return BackgroundWorker.objects.filter(seen_at__gte=(now or timezone.now()) - WORKER_TIMEOUT)


@transaction.atomic
def take_back() -> int:
    """Give the tasks of killed workers back to the queue, and forget those workers.

    A task that was cut off ``MAX_ATTEMPTS`` times counts as failed, so that one that kills its worker
    does not do so for ever.

    Returns:
        How many tasks were running in a worker that is no more.
    """
    now = timezone.now()
    alive = set(living(now).values_list("worker_id", flat=True))
    lost_tasks = [
        task
        for task in DBTaskResult.objects.select_for_update(skip_locked=True).filter(
            status=TaskResultStatus.RUNNING, started_at__lt=now - WORKER_TIMEOUT
        )
        if not task.worker_ids or task.worker_ids[-1] not in alive
    ]
    for task in lost_tasks:
        if len(task.worker_ids) < MAX_ATTEMPTS:
            _requeue(DBTaskResult.objects.filter(pk=task.pk), started_at=None)
        else:
            DBTaskResult.objects.filter(pk=task.pk).update(
                status=TaskResultStatus.FAILED,
                finished_at=now,
                exception_class_path=WORKER_LOST,
                traceback=f"The worker was lost {MAX_ATTEMPTS} times while it ran this task.",
            )
    BackgroundWorker.objects.filter(seen_at__lt=now - WORKER_TIMEOUT).delete()
    return len(lost_tasks)


def retry(tasks: models.QuerySet[DBTaskResult]) -> int:
    """Put failed tasks back in the queue, as if they had never been tried.

    Returns:
        How many there were; one that somebody else has put back already is none.
    """
    return _requeue(
        tasks.filter(status=TaskResultStatus.FAILED),
        started_at=None,
        finished_at=None,
        worker_ids=[],
        exception_class_path="",
        traceback="",
    )


def _requeue(tasks: models.QuerySet[DBTaskResult], **fields: Any) -> int:
    return tasks.update(status=TaskResultStatus.READY, run_after=get_date_max(), **fields)
