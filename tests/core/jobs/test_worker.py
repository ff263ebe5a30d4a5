"""A worker in a process of its own, killed in the middle of its work."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.jobs import recovery
from core.jobs.models import BackgroundWorker
from tests.core.jobs.slow_task import write_slowly
from tests.support import databases

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[3]

#: Seconds that a worker may take to start on a busy machine.
PATIENCE = 60


def worker(*options: str) -> subprocess.Popen[bytes]:
    """A worker that has just been started."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
        "DEBUG": "1",
        "WORKER": "1",
        "DATABASE_URL": databases.address(),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
    }
    command: list[str | Path] = [
        sys.executable,
        ROOT / "manage.py",
        "db_worker",
        "--no-reload",
        "--no-startup-delay",
        *options,
    ]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something has happened in another process."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def test_a_killed_workers_task_is_done_by_the_next_one_and_once(settings: Any, tmp_path: Path) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    log = tmp_path / "log"
    result = write_slowly.enqueue(str(log))

    first = worker("--interval", "0.05")
    try:
        wait_for(log.exists)
    finally:
        first.kill()
        first.wait()
    assert DBTaskResult.objects.get(pk=result.id).status == TaskResultStatus.RUNNING
    assert BackgroundWorker.objects.count() == 1  # it had no time to say good-bye

    # a minute later
    then = timezone.now() - recovery.WORKER_TIMEOUT - timedelta(seconds=1)
    BackgroundWorker.objects.update(seen_at=then)
    DBTaskResult.objects.filter(pk=result.id).update(started_at=then)
    log.with_suffix(".go").touch()
    assert worker("--batch").wait(PATIENCE) == 0
    assert worker("--batch").wait(PATIENCE) == 0

    assert log.read_text().splitlines() == ["begun", "begun", "done"]
    assert DBTaskResult.objects.get(pk=result.id).status == TaskResultStatus.SUCCESSFUL
    assert not BackgroundWorker.objects.exists()
