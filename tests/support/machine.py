"""What this machine has of what the whole suite needs."""

import os
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")


def postgresql_programs() -> Path | None:
    """The folder with the newest PostgreSQL server's programs, if one is installed."""
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def missing() -> list[str]:
    """What is left out on this machine, in words."""
    left_out = []
    if not CHROMIUM.exists():
        left_out.append("the browser tests: no Chromium (Debian's package chromium)")
    if postgresql_programs() is None:
        left_out.append("the run on PostgreSQL: no server (Debian's package postgresql)")
    return left_out


def everything_is_required() -> bool:
    """Whether a missing part fails the run instead of being left out (``REQUIRE_ALL=1``)."""
    return os.environ.get("REQUIRE_ALL", "") not in ("", "0")
