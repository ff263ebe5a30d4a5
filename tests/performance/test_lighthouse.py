"""Lighthouse on a slow phone: nothing to mend in accessibility, best practices and search engines; quick to load."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.accessibility.everything import everything
from tests.accessibility.states import STATES
from tests.support.browser import ARGUMENTS
from tests.support.machine import CHROMIUM, LIGHTHOUSE

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

#: The least score of each category, out of 100.
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
#: What search engines are told not to keep, or that is no page, has no score there.
TYPES = [state for state in STATES if state.name == state.page]


def scores(address: str, folder: Path) -> dict[str, int]:
    """What Lighthouse says of an address, by category."""
    report = folder / "report.json"
    subprocess.run(
        [
            *("node", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={report}"),
            f"--only-categories={','.join(LEAST)}",
            f"--chrome-flags=--headless {' '.join(ARGUMENTS)}",
        ],
        check=True,
        env={"CHROME_PATH": str(CHROMIUM), "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder)},
    )
    said = json.loads(report.read_text(encoding="utf-8"))
    return {name: round(100 * category["score"]) for name, category in said["categories"].items()}


def test_every_type_of_page_loads_well(live_server: Any, tmp_path: Path) -> None:
    made = everything()
    found = {state.name: scores(live_server.url + state.address(made, "es"), tmp_path) for state in TYPES}
    (Path("var") / "lighthouse.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    poor = {
        name: {category: score for category, score in said.items() if score < LEAST[category]}
        for name, said in found.items()
    }
    assert {name: said for name, said in poor.items() if said} == {}
