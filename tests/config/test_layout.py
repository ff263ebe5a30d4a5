"""The layout that other things rely on, and the one way that imports point."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Each part of the project, and the parts it may import.
MAY_IMPORT = {
    "core": set(),
    "config": {"core", "search"},
    "translation": {"core"},
    "groups": {"core", "translation"},
    "devtools": {"config", "core", "translation", "groups", "home", "resources", "search"},
    "home": {"core", "translation", "groups", "resources", "search"},
    "resources": {"core", "translation", "groups"},
    "search": {"core", "translation"},
}


def folder(part: str) -> Path:
    """Where a part lies."""
    return next(path for path in (ROOT / part, ROOT / "site" / part) if path.exists() or path.parent.name == "site")


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Line and first name of each import of a file, those inside functions included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


def test_site_is_a_plain_folder():
    assert not (ROOT / "site" / "__init__.py").exists(), "site/ as a package would hide Python's own module"


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_imports_point_one_way(part: str):
    forbidden = MAY_IMPORT.keys() - MAY_IMPORT[part] - {part}
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in folder(part).rglob("*.py")
        for line, name in imported(file)
        if name in forbidden
    ]
    assert not wrong, "\n".join(wrong)


def test_files_stay_readable():
    parts = [folder(part) for part in MAY_IMPORT] + [ROOT / "tests"]
    written = [file for part in parts for file in part.rglob("*.py") if file.parent.name != "migrations"]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in written}
    assert not {name: length for name, length in lengths.items() if length >= 400}
