"""The steps of ``docs/how-to/add-a-page-type.md``, followed in a copy of the project."""

from pathlib import Path

import pytest

from tests.how_to.guide_steps import apply_steps, copy_project, listed_files, run_commands, steps

DOCUMENT = "add-a-page-type.md"


def test_a_new_type_touches_nine_files_at_most() -> None:
    touched = set(listed_files(DOCUMENT))
    assert {path for _action, path, _text in steps(DOCUMENT)} <= touched
    assert len(touched) <= 9


@pytest.mark.process
@pytest.mark.one_database
def test_the_steps_lead_to_a_type_that_is_shown_listed_and_found(tmp_path: Path) -> None:
    copy_project(tmp_path)
    before = set(tmp_path.rglob("*.py"))
    apply_steps(DOCUMENT, tmp_path)
    run_commands(tmp_path, DOCUMENT)
    written = {tmp_path / path for _action, path, _text in steps(DOCUMENT)}
    (migration,) = set(tmp_path.rglob("*.py")) - before - written
    assert migration.name.endswith("_courses.py")
    assert "CoursePage" in (tmp_path / "docs" / "content-model.md").read_text(encoding="utf-8")
