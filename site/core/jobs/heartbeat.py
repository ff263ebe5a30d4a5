"""Heartbeat of a worker, in a thread of its process."""

import logging
import threading
from types import TracebackType
from typing import Self

from django.db import Error, close_old_connections, connection

from core.jobs import recovery, schedule

logger = logging.getLogger(__name__)


class Companion:
    """Heartbeat thread: marks the worker as alive, recovers tasks of killed workers, enqueues due jobs.

    Used as a context around the worker's loop.
    """

    def __init__(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self._stop_event = threading.Event()
        self._thread = threading.Thread(target=self._run, name="companion", daemon=True)

    def __enter__(self) -> Self:
        self._round()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop_event.set()
        self._thread.join(timeout=recovery.BEAT.total_seconds())
        recovery.leave(self.worker_id)

    def _run(self) -> None:
        while not self._stop_event.wait(recovery.BEAT.total_seconds()):
            close_old_connections()
            try:
                self._round()
            except Error:  # a database that is busy or away for a moment; the next round tries again
                logger.warning("The worker's companion could not reach the database", exc_info=True)
        connection.close()

    def _round(self) -> None:
        recovery.beat(self.worker_id)
        recovery.take_back()
        schedule.enqueue_due()
