"""Programs that the suite needs and this machine may lack."""

import os
import shutil
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
TOOLS = Path(__file__).resolve().parents[1] / "tools" / "node_modules"
#: The accessibility rules and the HTML checker, as tests/tools/package.json pins them.
AXE = TOOLS / "axe-core" / "axe.min.js"
NU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
#: What judges how pages load; for a soak alone.
LIGHTHOUSE = TOOLS / "lighthouse" / "cli" / "index.js"


def postgresql_programs() -> Path | None:
    """The folder with the newest PostgreSQL server's programs, if one is installed."""
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def missing() -> list[str]:
    """The missing programs and what is skipped without them."""
    left_out = []
    if not CHROMIUM.exists():
        left_out.append("the browser tests: no Chromium (Debian's package chromium)")
    if postgresql_programs() is None:
        left_out.append("the run on PostgreSQL: no server (Debian's package postgresql)")
    if not AXE.exists() or not NU.exists():
        left_out.append("accessibility and HTML: no axe-core or Nu checker (make tests/tools/node_modules)")
    if shutil.which("java") is None:
        left_out.append("HTML: no Java for the Nu checker (Debian's package default-jre-headless)")
    return left_out


def everything_is_required() -> bool:
    """Whether a missing program fails the run (``REQUIRE_ALL=1``)."""
    return os.environ.get("REQUIRE_ALL", "") not in ("", "0")
