"""The index of modules in the documentation names every module."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from devtools import module_index
from devtools.module_index import END, START, ModuleIndexError, first_sentence, index, insert, modules

ROOT = Path(settings.BASE_DIR)


def test_it_is_up_to_date() -> None:
    call_command("module_index", check=True)


def test_every_module_has_a_row_of_its_own() -> None:
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = document.partition(START)[2].partition(END)[0].count("\n| `")
    packages = {name for _task, names in module_index.TASKS for name in names}
    described = [path for path in modules(ROOT) if path.parent.as_posix() not in packages or path.stem != "__init__"]
    assert rows == len(described)


def test_every_package_of_a_task_has_modules() -> None:
    assert [name for name, members in module_index.by_package(ROOT).items() if not members] == []


def test_a_check_fails_where_it_differs_and_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "architecture.md"
    file.write_text(f"Before\n{START}\n{END}\nAfter\n", encoding="utf-8")
    with pytest.raises(CommandError, match="out of date"):
        call_command("module_index", check=True, file=file)
    assert file.read_text(encoding="utf-8") == f"Before\n{START}\n{END}\nAfter\n"
    call_command("module_index", file=file, verbosity=0)
    call_command("module_index", check=True, file=file)
    assert file.read_text(encoding="utf-8").startswith(f"Before\n{START}\n")
    assert file.read_text(encoding="utf-8").endswith(f"{END}\nAfter\n")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one package with one module."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "views.py").write_text('"""Views | of :mod:`home`. And more."""\n', encoding="utf-8")
    monkeypatch.setattr(module_index, "TASKS", (("Pages", ("home",)),))
    return tmp_path


def test_a_row_is_the_first_sentence(project: Path) -> None:
    assert r"| `views.py` | Views \| of `home`. |" in index(project)
    assert first_sentence(project / "home" / "views.py") == r"Views \| of `home`."


def test_a_module_without_docstring_or_task_is_refused(project: Path) -> None:
    (project / "home" / "__init__.py").touch()
    index(project)  # an empty one needs none
    (project / "home" / "forms.py").write_text("A = 1\n", encoding="utf-8")
    with pytest.raises(ModuleIndexError, match=r"forms\.py: the module has no docstring"):
        index(project)
    (project / "home" / "forms.py").unlink()
    (project / "groups").mkdir()
    (project / "groups" / "forms.py").write_text('"""Forms."""\n', encoding="utf-8")
    with pytest.raises(ModuleIndexError, match=r"groups/forms\.py"):
        index(project)


def test_a_document_without_marks_is_refused() -> None:
    with pytest.raises(ModuleIndexError, match="lacks the lines"):
        insert("Nothing\n", "")
