"""A task that sends pages to the translators and can be interrupted; workers in processes of their own import it."""

import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django_tasks import task

from translation.sending import batches
from translation.workflow.submission import TranslationSubmission

#: At which page it waits, its rows written and not committed.
STOP_AT = 3


@task()
def send_slowly(path: str, sending_id: int) -> None:
    """Send pages as the real task does and log each; wait at one until the test lets it go on."""
    file, real, begun = Path(path), TranslationSubmission.create_translations, 0

    def noted(self: TranslationSubmission, instance: Any, **options: Any) -> None:
        nonlocal begun
        real(self, instance, **options)
        begun += 1
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{instance.slug}\n")
        end = time.monotonic() + 60
        while begun == STOP_AT and not file.with_suffix(".go").exists() and time.monotonic() < end:
            time.sleep(0.02)

    with patch.object(TranslationSubmission, "create_translations", noted):
        batches.work_on(sending_id)
