"""A task that a test can stop in the middle; a worker in a process of its own imports it."""

import time
from pathlib import Path

from django_tasks import task


@task()
def write_slowly(path: str) -> None:
    """Write that it has begun, wait for leave to go on, and write that it is done."""
    file = Path(path)
    with file.open("a", encoding="utf-8") as log:
        log.write("begun\n")
    end = time.monotonic() + 60
    while not file.with_suffix(".go").exists() and time.monotonic() < end:
        time.sleep(0.02)
    with file.open("a", encoding="utf-8") as log:
        log.write("done\n")
