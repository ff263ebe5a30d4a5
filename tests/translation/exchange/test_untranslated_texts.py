"""Texts that the file itself says are not translated stay untranslated and are listed apart."""

import re

import pytest
from wagtail_localize.models import StringTranslation

from core.base.publishing import PublishingBlockedError
from tests.translation.exchange.file_exchange import FileExchange, confirm_import, create_exchange, upload_file
from tests.translation.exchange.unsaved_units import make_unit, validate_file, write_file
from translation.checks.completeness import missing
from translation.exchange.formats import FORMATS
from translation.workflow.drafts import save_draft

UNITS = (make_unit("Uno dos"), make_unit("Tres", number=2), make_unit("CEPAL", number=3))


def add_target(kind: str, content: str, source: str, words: str, state: str = "") -> str:
    """A file with a target for one of its texts; ``state`` as the format says it, "-": none."""
    if kind == "po":
        head, entry, tail = content.partition(f'msgid "{source}"\nmsgstr ""')
        before, _context, path = head.rpartition("msgctxt")
        flag = "#, fuzzy\n" if state == "fuzzy" else ""
        return f'{before}{flag}msgctxt{path}{entry[:-2]}"{words}"{tail}'
    if kind == "xliff12":
        said = f' state="{state}"' if state != "-" else ""
        pattern = rf"(>{source}</source>\n)<target[^>]*></target>"
        return re.sub(pattern, rf'\1<target xml:lang="en"{said}>{words}</target>', content)
    said = f' state="{state}"' if state != "-" else ""
    pattern = rf'<segment state="initial">(\n<source xml:lang="es">{source}</source>)'
    return re.sub(pattern, rf'<segment{said}>\1<target xml:lang="en">{words}</target>', content)


#: What each format says of a text on which there is work to do.
UNFINISHED = [
    *(("xliff12", state) for state in ("needs-translation", "new", "needs-adaptation", "needs-l10n", "x-custom")),
    *(("xliff12", f"needs-review-{part}") for part in ("translation", "adaptation", "l10n")),
    *(("xliff", state) for state in ("initial", "-")),
    ("po", "fuzzy"),
]


@pytest.mark.parametrize(("kind", "state"), UNFINISHED)
def test_what_a_tool_has_filled_with_the_source_stays_untranslated(kind: str, state: str) -> None:
    content = add_target(kind, write_file(kind, *UNITS), "Uno dos", " Uno  dos ", state)
    said = validate_file(content, *UNITS)
    assert not said.changes
    assert [row.source for row in said.prefilled] == ["Uno dos"]
    assert not said.unfinished
    assert said.unchanged == 2, "each text is counted once"
    kept = (make_unit("Uno dos", "One two"), *UNITS[1:])
    said = validate_file(content, *kept)
    assert not said.changes, "a translation is not replaced by its source"


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        *(("xliff12", state) for state in ("translated", "signed-off", "final", "-")),
        *(("xliff", state) for state in ("translated", "reviewed", "final")),
        ("po", ""),
    ],
)
def test_a_name_that_is_marked_as_translated_may_stay_the_same(kind: str, state: str) -> None:
    (change,) = validate_file(add_target(kind, write_file(kind, *UNITS), "CEPAL", "CEPAL", state), *UNITS).changes
    assert (change.data, change.same) == ("CEPAL", True)


@pytest.mark.parametrize(
    ("kind", "state"), [("xliff12", "needs-translation"), ("xliff12", "new"), ("xliff", "initial")]
)
def test_a_tool_that_knows_no_states_leaves_them_as_they_were(kind: str, state: str) -> None:
    content = write_file(kind, *UNITS)
    for source, words in (("Uno dos", "One two"), ("Tres", "Three")):
        content = add_target(kind, content, source, words, state)
    assert [change.data for change in validate_file(content, *UNITS).changes] == ["One two", "Three"]


@pytest.mark.parametrize(
    ("kind", "done", "state"),
    [
        ("xliff12", "translated", "needs-translation"),
        ("xliff12", "-", "needs-translation"),
        ("xliff12", "final", "new"),
        ("xliff", "translated", "initial"),
        ("xliff", "final", "-"),
    ],
)
def test_in_a_file_with_states_a_text_is_finished_when_it_says_so(kind: str, done: str, state: str) -> None:
    content = add_target(kind, write_file(kind, *UNITS), "Uno dos", "One two", done)
    said = validate_file(add_target(kind, content, "Tres", "Thr", state), *UNITS)
    assert [change.data for change in said.changes] == ["One two"]
    assert [row.text for row in said.unfinished] == ["Thr"]


@pytest.mark.django_db
@pytest.mark.usefixtures("english_messages")
@pytest.mark.parametrize("kind", FORMATS)
def test_the_source_does_not_get_past_the_gate_as_its_own_translation(kind: str) -> None:
    exchange: FileExchange = create_exchange()
    before = missing(exchange.translation)
    assert before
    content = exchange.file(kind)
    if kind == "po":
        content = re.sub(
            r'(msgctxt "purpose"\n)(msgid ((?:"[^\n]*"\n)+))msgstr ""', r"#, fuzzy\n\1\2msgstr \3", content
        )
    elif kind == "xliff":
        content = re.sub(r"<source[^>]*>([^\n]*)</source>\n</seg", r"\g<0>", content)
        content = re.sub(
            r"(<source[^>]*>([^\n]*)</source>)\n</segment>", r"\1\n<target>\2</target>\n</segment>", content
        )
    else:
        content = re.sub(r"(<source[^>]*>([^\n]*)</source>\n<target[^>]*>)</target>", r"\1\2</target>", content)
    shown = upload_file(exchange, content.replace("en-Igualdad", "Equality"))
    (file,) = shown.context["report"].files
    assert (len(file.changes), len(file.prefilled)) == (1, before)
    page = shown.content.decode()
    assert "a copy of the source, not marked as translated" in page
    assert f"Copied from the source: {before}." in page
    confirm_import(exchange, shown)
    assert missing(exchange.translation) == before
    assert not StringTranslation.objects.filter(context__path="purpose", locale__language_code="en").filter(
        data__contains="Otra"
    )
    with pytest.raises(PublishingBlockedError):
        save_draft(exchange.translation).publish()


@pytest.mark.django_db
@pytest.mark.usefixtures("english_messages")
def test_a_file_of_which_all_is_left_out_does_not_say_that_all_is_there() -> None:
    exchange: FileExchange = create_exchange()
    content = (
        exchange.file("po").replace('msgctxt "title"', '#, fuzzy\nmsgctxt "title"').replace("en-Igualdad", "Maybe")
    )
    page = upload_file(exchange, content).content.decode()
    assert "match the current texts" not in page
    assert "The new texts in the files are left out" in page
