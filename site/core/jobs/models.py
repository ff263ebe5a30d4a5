"""Models of workers and scheduled runs."""

from typing import ClassVar

from django.db import models


class BackgroundWorker(models.Model):
    """A worker that runs, or that was killed while it ran; one that ends in peace takes its row with it."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.worker_id


class ScheduledRun(models.Model):
    """Next run of a scheduled job. The jobs are defined in the code (``core.jobs.schedule``)."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    requested_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.name
