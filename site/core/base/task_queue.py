"""Tells whether background tasks are queued for a worker."""

from typing import Any

from django_tasks import task_backends
from django_tasks_db import DatabaseBackend


def has_queue() -> bool:
    """Whether work goes to a queue in the database; else it is done within the request."""
    backend: Any = task_backends["default"]
    return isinstance(backend, DatabaseBackend)
