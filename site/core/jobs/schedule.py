"""Scheduled jobs: registration, and the runs that are due.

An app registers its jobs in ``AppConfig.ready``. A running worker puts each in the queue when it is due,
so that a job that fails is seen and can be tried again like any other task. Without a worker the
operator's timer calls ``manage.py run_scheduled``, which does the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from core.jobs.models import ScheduledRun


@dataclass(frozen=True)
class Job:
    """Something done again and again.

    ``run`` is called without arguments, and calling it once more changes nothing. ``every`` is the
    time from one run to the next. ``label`` says in the editor's language what it does.
    """

    name: str
    label: Any
    every: timedelta
    run: Callable[[], Any]


_jobs: dict[str, Job] = {}


def register(job: Job) -> None:
    """Register a scheduled job.

    Raises:
        ValueError: there is one of that name.
    """
    if job.name in _jobs:
        raise ValueError(f"There is a job named {job.name} already.")
    _jobs[job.name] = job


def jobs() -> list[Job]:
    """All jobs, the most frequent first."""
    return sorted(_jobs.values(), key=lambda job: (job.every, job.name))


@task()
def run_job(name: str) -> None:
    """Do one job. One that a newer release no longer has is passed over."""
    if job := _jobs.get(name):
        job.run()


def enqueue_due() -> list[str]:
    """Put each job that is due in the queue, and set its next time.

    Of several workers that ask at the same moment, one gets the job. A job that was due several times
    while nothing ran is done once.

    Returns:
        The names of those put in the queue.
    """
    _make_rows()
    now = timezone.now()
    due = ScheduledRun.objects.filter(name__in=_jobs, due_at__lte=now).values_list("name", "due_at")
    job_names = []
    for name, due_at in list(due):
        with transaction.atomic():
            due_run = ScheduledRun.objects.filter(name=name, due_at=due_at)
            if due_run.update(due_at=now + _jobs[name].every, requested_at=now):
                run_job.enqueue(name)
                job_names.append(name)
    return job_names


def _make_rows() -> None:
    """A row for each job that has none; it is due at once."""
    existing_names = set(ScheduledRun.objects.values_list("name", flat=True))
    for name in _jobs.keys() - existing_names:
        try:
            with transaction.atomic():
                ScheduledRun.objects.create(name=name, due_at=timezone.now())
        except IntegrityError:  # another worker was faster
            continue
