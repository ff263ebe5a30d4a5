"""A task that a test can interrupt; workers in processes of their own import it."""

import time
from pathlib import Path

from django_tasks import task


@task()
def write_slowly(path: str) -> None:
    """Log the start, wait until the test lets it go on, and log the end."""
    file = Path(path)
    with file.open("a", encoding="utf-8") as log:
        log.write("begun\n")
    end = time.monotonic() + 60
    while not file.with_suffix(".go").exists() and time.monotonic() < end:
        time.sleep(0.02)
    with file.open("a", encoding="utf-8") as log:
        log.write("done\n")
