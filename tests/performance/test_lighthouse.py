"""Lighthouse on a slow phone: nothing to mend in accessibility, best practices and search engines; quick to load."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.accessibility.full_platform import create_full_platform
from tests.accessibility.page_states import STATES
from tests.support.browser import ARGUMENTS
from tests.support.machine import CHROMIUM, LIGHTHOUSE

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

#: The least score of each category, out of 100.
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
#: What search engines are told not to keep, or that is no page, has no score there.
TYPES = [state for state in STATES if state.name == state.page]


#: How often it is asked that could not record what the browser did, as it says itself; a score is never asked twice.
TRIES = 4


def run_lighthouse(address: str, folder: Path) -> dict[str, Any]:
    """What Lighthouse says of an address."""
    report = folder / "report.json"
    command = [
        *("node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={report}"),
        f"--only-categories={','.join(LEAST)}",
        f"--chrome-flags=--headless {' '.join(ARGUMENTS)}",
    ]
    environment = {"CHROME_PATH": str(CHROMIUM), "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder)}
    for _try in range(TRIES):
        ended = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
        if "NO_NAVSTART" not in ended.stderr:
            break
    assert ended.returncode == 0, ended.stderr
    said: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return said


def scores(said: dict[str, Any]) -> dict[str, int]:
    """The score of each category."""
    return {name: round(100 * category["score"]) for name, category in said["categories"].items()}


def failed_audits(said: dict[str, Any]) -> list[str]:
    """The audits that cost points, in the categories that are not good enough."""
    poor = [said["categories"][name] for name, score in scores(said).items() if score < LEAST[name]]
    audits = (said["audits"][each["id"]] for category in poor for each in category["auditRefs"] if each["weight"])
    return [
        f"{audit['id']}: {json.dumps(audit.get('details', {}).get('items', []))[:600]}"
        for audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ]


def test_every_type_of_page_loads_well(live_server: Any, tmp_path: Path) -> None:
    made = create_full_platform()
    said = {state.name: run_lighthouse(live_server.url + state.address(made, "es"), tmp_path) for state in TYPES}
    table = {name: scores(each) for name, each in said.items()}
    (Path("var") / "lighthouse.json").write_text(json.dumps(table, indent=1), encoding="utf-8")
    wanting = [f"{name}: {audit}" for name, each in said.items() for audit in failed_audits(each)]
    assert wanting == [], "\n".join(wanting)
