"""Which messages have to be translated into a language that only visitors read."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import to_locale

from devtools.management.commands.collect_messages import problems

ROOT = Path(__file__).resolve().parents[2]
EDITORS = [("groups/models/service.py", ""), ("site/core/blocks/text.py", ""), ("groups/wagtail_hooks.py", "")]
VISITORS = ("site/templates/pages/groups/service.html", "")


@pytest.fixture
def remaining_problems(tmp_path: Path):
    """What is left to do of a catalogue with one message, which is used in some files."""

    def _left(language: str, files: list[tuple[str, str]], msgid: str = "A sentence.", **entry) -> list[str]:
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.append(polib.POEntry(msgid=msgid, occurrences=files, **entry))
        catalogue.save(str(folder / "django.po"))
        return problems(tmp_path)

    return _left


@pytest.mark.parametrize("files", [EDITORS, [VISITORS]])
def test_a_whole_catalogue_needs_every_message(remaining_problems, files):
    assert len(remaining_problems("fr", files)) == 1


def test_a_catalogue_for_visitors_may_leave_out_what_editors_read(remaining_problems):
    assert remaining_problems("ar", EDITORS) == []


def test_a_message_that_one_public_file_uses_is_needed(remaining_problems):
    (line,) = remaining_problems("ar", [*EDITORS, VISITORS])
    assert line.startswith("ar: missing: 'A sentence.'")


def test_the_words_of_a_new_file_are_needed(remaining_problems):
    assert remaining_problems("ar", [("groups/new.py", "")])


@pytest.mark.parametrize("msgid", ["Proposed", "working group"])
def test_choices_and_the_names_of_page_types_are_needed(remaining_problems, msgid):
    assert remaining_problems("ar", [("groups/models/working_group.py", "")], msgid)


def test_a_guess_is_no_translation(remaining_problems):
    (line,) = remaining_problems("ar", [VISITORS], msgstr="جملة", flags=["fuzzy"])
    assert line.startswith("ar: fuzzy:")


def test_the_admin_offers_the_languages_whose_catalogue_is_whole():
    whole = {"en"}
    for catalogue in Path(settings.LOCALE_PATHS[0]).rglob("*.po"):
        messages = [entry for entry in polib.pofile(str(catalogue)) if not entry.obsolete]
        if all(entry.translated() for entry in messages):
            whole.add(catalogue.parent.parent.name)
    offered = {"en" if tag == "en" else to_locale(tag) for tag, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES}
    assert offered == whole


def test_messages_are_marked_by_names_that_the_collector_knows() -> None:
    aliased = re.compile(r"\bn?p?gettext(?:_lazy|_noop)? as (?!_\b)\w+")
    folders = ("home", "groups", "resources", "search", "site")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    assert [str(file) for file in files if aliased.search(file.read_text(encoding="utf-8"))] == []
