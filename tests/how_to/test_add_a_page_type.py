"""The steps of ``docs/how-to/add-a-page-type.md``, followed in a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import databases

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "how-to" / "add-a-page-type.md"

#: What is done (``Write``, ``Add to``), to which file, and the block that follows.
_STEP = re.compile(
    r"^(Write|Add to)\b[^\n`]*(?:`pages` in )?`([\w/.]+)`[^\n]*:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL
)
_COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
#: The files in the table at the head of the document.
_TABLE = re.compile(r"^\| `([\w/.]+)` \|", re.MULTILINE)

#: What the project consists of, and what of it is nobody's source.
PARTS = ("home", "groups", "resources", "search", "site", "tests", "docs", "manage.py", "pyproject.toml")
NO_SOURCES = shutil.ignore_patterns("__pycache__", "node_modules", "*.mo")


def steps() -> list[tuple[str, str, str]]:
    """What the document has written, in its order."""
    return _STEP.findall(DOCUMENT.read_text(encoding="utf-8"))


def copy_project(folder: Path) -> None:
    """The sources of the project."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=NO_SOURCES)
        else:
            shutil.copy(source, folder / part)
    (folder / "var").mkdir()


def follow(folder: Path) -> None:
    """Write what the document says into a copy of the project."""
    for action, path, text in steps():
        file = folder / path
        if action == "Write":
            file.write_text(text, encoding="utf-8")
        elif file.suffix == ".json":
            words = json.loads(file.read_text(encoding="utf-8"))
            words["pages"] |= json.loads(text)
            file.write_text(json.dumps(words), encoding="utf-8")
        else:
            file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def commands() -> list[str]:
    """The commands of the last step, for this Python."""
    (block,) = _COMMANDS.findall(DOCUMENT.read_text(encoding="utf-8"))
    return [line.replace("python ", f"{sys.executable} ", 1) for line in block.splitlines()]


def run(command: str, folder: Path) -> None:
    """A command in the copy, as a developer runs it."""
    ours = ("PYTEST_", "COV_", "DJANGO_SETTINGS_MODULE", databases.CLUSTER)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    database = f"sqlite:///{folder / 'var' / 'db.sqlite3'}"
    environment |= {"DEBUG": "1", "DATABASE_URL": database, "TEST_DATABASE": "sqlite"}
    process = subprocess.run(command.split(), cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, f"{command}\n{process.stdout[-4000:]}\n{process.stderr[-4000:]}"


def test_a_new_type_touches_nine_files_at_most() -> None:
    touched = set(_TABLE.findall(DOCUMENT.read_text(encoding="utf-8")))
    assert {path for _action, path, _text in steps()} <= touched
    assert len(touched) <= 9


@pytest.mark.process
@pytest.mark.one_database
def test_the_steps_lead_to_a_type_that_is_shown_listed_and_found(tmp_path: Path) -> None:
    copy_project(tmp_path)
    before = set(tmp_path.rglob("*.py"))
    follow(tmp_path)
    for command in commands():
        run(command, tmp_path)
    written = {tmp_path / path for _action, path, _text in steps()}
    (migration,) = set(tmp_path.rglob("*.py")) - before - written
    assert migration.name.endswith("_courses.py")
    assert "CoursePage" in (tmp_path / "docs" / "content-model.md").read_text(encoding="utf-8")
