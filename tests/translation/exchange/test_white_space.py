"""White space that editors and XML tools add is no translation, and no part of one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail_localize.models import StringTranslation

from core.base.publishing import PublishingBlockedError
from tests.translation.exchange.file_exchange import FileExchange, confirm_import, create_exchange, upload_file
from tests.translation.exchange.unsaved_units import LINE, LINES, make_unit, validate_file, write_file
from translation.exchange.formats import FORMATS
from translation.units.labels import Place
from translation.workflow.drafts import save_draft

SPACE = st.text(st.sampled_from(" \t\n\xa0\u200b\u3000"), min_size=1, max_size=6)


def set_first_target(kind: str, content: str, target: str) -> str:
    """A file whose first text somebody has translated, in whatever way the format says so."""
    if kind == "po":
        escaped = target.replace("\n", "\\n").replace("\t", "\\t")
        return re.sub(r'(\nmsgid "[^"]+"\nmsgstr) ""', lambda match: f'{match[1]} "{escaped}"', content, count=1)
    content = re.sub(r"(?<=</source>\n)<target[^>]*></target>\n", "", content, count=1)
    return content.replace("</source>\n", f"</source>\n<target>{target}</target>\n", 1)


@settings(max_examples=80, derandomize=True)
@given(st.sampled_from(sorted(FORMATS)), SPACE, st.sampled_from([LINE, LINES]))
def test_white_space_is_no_translation(kind: str, space: str, place: Place) -> None:
    for there in (make_unit("Uno", place=place), make_unit("Uno", "One", place)):
        content = set_first_target(kind, write_file(kind, make_unit("Uno", place=place)), space)
        said = validate_file(content, there)
        assert not said.changes
        assert not said.is_refused
        assert said.unchanged == 1


@settings(max_examples=80, derandomize=True)
@given(st.sampled_from(sorted(FORMATS)), SPACE, SPACE, st.sampled_from([LINE, LINES]))
def test_white_space_round_a_translation_is_that_of_its_source(
    kind: str, before: str, after: str, place: Place
) -> None:
    before, after = (space.replace("\u200b", "") for space in (before, after))
    content = set_first_target(kind, write_file(kind, make_unit("Uno", place=place)), f"{before}One{after}")
    (change,) = validate_file(content, make_unit("Uno", place=place)).changes
    assert change.data == "One"
    padded = make_unit(" Uno\xa0", place=place)
    content = set_first_target(kind, write_file(kind, padded), f"{before}One{after}")
    (change,) = validate_file(content, padded).changes
    assert change.data == " One\xa0"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_field_of_one_line_gets_one_line(kind: str) -> None:
    content = set_first_target(kind, write_file(kind, make_unit("Uno dos")), "One\n  two\n")
    (change,) = validate_file(content, make_unit("Uno dos")).changes
    assert change.data == "One two"


@pytest.mark.parametrize("kind", ["xliff", "xliff12"])
@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Uno dos", "One\n        two", "One two"),
        ("Uno\ndos", "One\n        two", "One<br/>two"),
        ("Uno\ndos", "One\ntwo", "One<br/>two"),
    ],
)
def test_lines_that_a_tool_has_folded_are_unfolded(kind: str, source: str, target: str, expected: str) -> None:
    there = make_unit(source, place=LINES)
    content = set_first_target(kind, write_file(kind, there).replace(' xml:space="preserve"', ""), target)
    (change,) = validate_file(content, there).changes
    assert change.data == expected


@pytest.mark.parametrize("kind", ["xliff", "xliff12", "po"])
def test_lines_of_a_translation_are_kept_where_white_space_counts(kind: str) -> None:
    there = make_unit("Uno dos", place=LINES)
    (change,) = validate_file(set_first_target(kind, write_file(kind, there), "One\ntwo"), there).changes
    assert change.data == "One<br/>two"


@pytest.mark.django_db
@pytest.mark.usefixtures("english_messages")
@pytest.mark.parametrize("kind", ["xliff", "xliff12"])
def test_a_file_that_was_indented_brings_the_same_texts(kind: str) -> None:
    exchange: FileExchange = create_exchange()
    content = exchange.file(kind).replace(' xml:space="preserve"', "")
    content = re.sub(r"<(target|source)([^>]*)>(.*?)</\1>", r"<\1\2>\n      \3\n    </\1>", content)
    assert not upload_file(exchange, content).context["report"].total
    shown = upload_file(exchange, content.replace("en-Igualdad", "Equality"))
    confirm_import(exchange, shown)
    assert exchange.text("title") == "Equality"
    exchange.target.refresh_from_db()
    assert exchange.target.draft_title == "Equality"


@pytest.mark.django_db
@pytest.mark.usefixtures("english_messages")
def test_white_space_that_came_some_other_way_is_not_published() -> None:
    exchange: FileExchange = create_exchange()
    StringTranslation.objects.filter(context__path="summary", locale__language_code="en").update(data=" <br/>")
    with pytest.raises(PublishingBlockedError, match="empty"):
        save_draft(exchange.translation).publish()
