"""CPU time of this process and of its database server."""

import time
from pathlib import Path
from typing import Any

from django.db import connection


def seconds() -> float:
    """CPU seconds spent so far, for differences.

    SQLite works in this process. What PostgreSQL's process for this connection does is added where Linux tells of
    it; further processes that it may start for one query are not.
    """
    return time.process_time() + _server()


def _server() -> float:
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    database_connection: Any = connection.connection
    schedstat = Path(f"/proc/{database_connection.info.backend_pid}/schedstat")
    if not database_connection.info.host.startswith("/") or not schedstat.exists():
        return 0.0
    return int(schedstat.read_text(encoding="ascii").split()[0]) / 1e9
