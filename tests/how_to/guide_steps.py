"""Apply the steps of a document of ``docs/how-to/`` to a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import databases

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "docs" / "how-to"

#: What is done (``Write``, ``Add to``), to which file, and the block that follows.
_STEP = re.compile(
    r"^(Write|Add to)\b[^\n`]*(?:`pages` in )?`([\w/.]+)`[^\n]*:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL
)
#: Where in a file, below or in place of which line, and the block that follows.
_LINE_STEP = re.compile(
    r"^In `([\w/.]+)`, (below|replace) `([^\n]+?)`(?: with)?:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL
)
_COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
#: The files in the table at the head of a document.
_TABLE = re.compile(r"^\| `([\w/.]+)` \|", re.MULTILINE)

#: How a document runs tests.
PYTEST = "python -m pytest "

#: What the project consists of, and what of it is nobody's source.
PARTS = ("home", "groups", "resources", "search", "site", "tests", "docs", "manage.py", "pyproject.toml")
NO_SOURCES = shutil.ignore_patterns("__pycache__", "node_modules", "*.mo")


def steps(document: str) -> list[tuple[str, str, str]]:
    """The steps that write or extend a file: action, path, text."""
    return _STEP.findall(_text(document))


def line_steps(document: str) -> list[tuple[str, str, str, str]]:
    """The steps that change a line: path, ``below`` or ``replace``, the line, the text."""
    return _LINE_STEP.findall(_text(document))


def listed_files(document: str) -> list[str]:
    """The files in the table at the head of a document."""
    return _TABLE.findall(_text(document))


def copy_project(folder: Path) -> None:
    """Copy the sources of the project."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=NO_SOURCES)
        else:
            shutil.copy(source, folder / part)
    (folder / "var").mkdir()


def apply_steps(document: str, folder: Path) -> None:
    """Apply a document's steps to a copy of the project."""
    for action, path, text in steps(document):
        file = folder / path
        if action == "Write":
            file.write_text(text, encoding="utf-8")
        elif file.suffix == ".json":
            labels = json.loads(file.read_text(encoding="utf-8"))
            labels["pages"] |= json.loads(text)
            file.write_text(json.dumps(labels), encoding="utf-8")
        else:
            file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    for path, action, line, text in line_steps(document):
        _change_line(folder / path, action, line, text)


def run_commands(folder: Path, *documents: str) -> None:
    """Run the commands of the documents' last steps, each once; all test files in one run."""
    lines = [
        line for document in documents for block in _COMMANDS.findall(_text(document)) for line in block.splitlines()
    ]
    commands = list(dict.fromkeys(lines))
    files = [line.removeprefix(PYTEST) for line in commands if line.startswith(PYTEST) and " -k " not in line]
    others = [line for line in commands if line.removeprefix(PYTEST) not in files]
    for line in [*others, f"{PYTEST}{' '.join(files)}"]:
        run_command(line.replace("python ", f"{sys.executable} ", 1), folder)


def run_command(command: str, folder: Path) -> None:
    """Run a command in the copy as a developer would."""
    ours = ("PYTEST_", "COV_", "DJANGO_SETTINGS_MODULE", "REQUIRE_ALL", databases.CLUSTER)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    database = f"sqlite:///{folder / 'var' / 'db.sqlite3'}"
    environment |= {"DEBUG": "1", "DATABASE_URL": database, "TEST_DATABASE": "sqlite"}
    process = subprocess.run(command.split(), cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, f"{command}\n{process.stdout[-4000:]}\n{process.stderr[-4000:]}"


def _text(document: str) -> str:
    return (DOCUMENTS / document).read_text(encoding="utf-8")


def _change_line(file: Path, action: str, line: str, text: str) -> None:
    """Insert a block below a line, with the line's indentation, or put it in the line's place."""
    lines = file.read_text(encoding="utf-8").splitlines()
    places = [number for number, each in enumerate(lines) if each.strip() == line]
    assert len(places) == 1, f"{file.name} has the line “{line}” {len(places)} times: change the document."
    (place,) = places
    indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
    block = [f"{indent}{each}" if each else each for each in text.splitlines()]
    lines[place : place + 1] = block if action == "replace" else [lines[place], *block]
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
