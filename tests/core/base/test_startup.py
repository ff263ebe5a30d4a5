"""What is said while the project starts stays in the language that it starts in: nothing is."""

import os
import subprocess
import sys

import pytest

from tests.support.databases import ROOT


@pytest.mark.process
@pytest.mark.one_database
def test_nothing_is_translated_before_there_is_a_reader() -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.support.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
    said = subprocess.run(
        [sys.executable, "-m", "tests.support.admin.startup"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == ""
