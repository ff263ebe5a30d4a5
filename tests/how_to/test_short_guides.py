"""The steps of the short documents of ``docs/how-to/``, all followed in one copy of the project."""

from pathlib import Path

import pytest

from tests.how_to.guide_steps import DOCUMENTS, apply_steps, copy_project, line_steps, listed_files, run_commands, steps

FOLLOWED = ["add-a-block.md", "add-a-check.md", "add-a-scheduled-job.md", "add-a-file-format.md"]


@pytest.mark.parametrize("document", FOLLOWED)
def test_the_table_names_what_the_steps_change(document: str) -> None:
    changed = {path for _action, path, _text in steps(document)} | {path for path, *_rest in line_steps(document)}
    assert changed
    assert changed <= set(listed_files(document))


@pytest.mark.process
@pytest.mark.one_database
def test_the_steps_lead_where_the_documents_say(tmp_path: Path) -> None:
    copy_project(tmp_path)
    for document in FOLLOWED:
        apply_steps(document, tmp_path)
    run_commands(tmp_path, *FOLLOWED)


def test_every_document_is_followed_or_held() -> None:
    assert {path.name for path in DOCUMENTS.glob("*.md")} == {*FOLLOWED, "add-a-page-type.md", "add-a-language.md"}
