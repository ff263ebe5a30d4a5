"""Background work: in a worker where one runs, inside the request where none does."""

from typing import Any

from .environment import env

# A task in the database belongs to the transaction that asked for it: it is there for the worker
# once that is committed, and not at all when that is rolled back.
TASKS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": (
            "django_tasks_db.DatabaseBackend"
            if env.bool("WORKER", default=False)
            else "django_tasks.backends.immediate.ImmediateBackend"
        ),
        "QUEUES": [],
    },
}
