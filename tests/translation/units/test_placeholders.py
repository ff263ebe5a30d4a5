"""Tags are typed as placeholders, and nothing that is typed becomes a tag of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.strings import StringValue

from translation.editor.differences import mark_differences
from translation.units.markup import MarkupError, normalize
from translation.units.placeholders import Placeholders

pytestmark = pytest.mark.usefixtures("english_messages")

SOURCE = 'Lea <a id="a1">el <b>plan</b></a> y <b>la</b> guía<br/>hoy &amp; mañana'


def test_a_source_is_read_with_marks_and_line_breaks() -> None:
    assert Placeholders(SOURCE).source_text() == "Lea <1>el <2>plan</2></1> y <3>la</3> guía\nhoy & mañana"


def test_what_is_typed_is_stored_with_the_sources_tags() -> None:
    placeholders = Placeholders(SOURCE)
    typed = "Today & tomorrow\r\nread <3>the</3> guide and <1>the <2>plan</2></1>"
    stored = placeholders.to_stored(typed)
    assert stored == 'Today &amp; tomorrow<br/>read <b>the</b> guide and <a id="a1">the <b>plan</b></a>'
    assert Placeholders(SOURCE).to_typed(stored) == "Today & tomorrow\nread <2>the</2> guide and <1>the <3>plan</3></1>"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<1>plan", "<1> is not closed"),
        ("plan</1>", "</1> closes a tag that is not open"),
        ("<1><3>plan</1></3>", "</1> closes a tag that is not open"),
        ("<4>plan</4>", "no tag <4>"),
        ("<1>a</1> <1>b</1>", "link <1> appears twice"),
        ("<2>a <2>b</2></2>", "<2> is already open"),
    ],
)
def test_marks_that_are_not_in_order_are_refused_with_their_name(typed: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said.replace("(", r"\(")):
        Placeholders(SOURCE).to_stored(typed)


@pytest.mark.parametrize("source", [SOURCE, "Sin etiquetas", "p &lt;1&gt; <b>q</b>"])
@given(typed=st.text(st.sampled_from("ab <>/12&;\"'=\n") | st.characters(codec="utf-8", exclude_categories=["C"])))
def test_whatever_is_typed_is_text_or_the_sources_own_tags(source: str, typed: str) -> None:
    placeholders = Placeholders(source)
    try:
        stored = placeholders.to_stored(f"{typed}<script>alert(1)</script><a href='javascript:x'>")
    except MarkupError:
        return
    assert normalize(source, stored) == stored
    assert "<script" not in stored
    assert "<a href" not in stored
    assert placeholders.to_stored(placeholders.to_typed(stored)) == stored, (
        "what was stored is typed and stored again as it was"
    )


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"])))
def test_a_plain_text_comes_back_as_it_was_typed(text: str) -> None:
    placeholders = Placeholders("Texto")
    assert placeholders.to_typed(placeholders.to_stored(text)) == text.strip()
    assert StringValue(placeholders.to_stored(text)).render_text() == text.strip()


def test_a_field_of_one_line_takes_no_line_break() -> None:
    assert Placeholders("Texto").to_stored("one \n two", multiline=False) == "one two"


def test_something_like_a_mark_in_the_source_is_text() -> None:
    placeholders = Placeholders("el grupo &lt;1&gt; <b>es</b>")
    assert placeholders.source_text() == "el grupo <1> <2>es</2>"
    assert placeholders.to_stored("group &lt;") == "group &amp;lt;"


def test_a_stored_text_shows_tags_that_may_not_be_as_text_and_leaves_out_those_of_other_sources() -> None:
    placeholders = Placeholders("Un <b>plan</b>")
    assert placeholders.to_typed("A <b>plan</b> and <i>more</i> <b>bold</b>") == "A <1>plan</1> and more <1>bold</1>"
    assert placeholders.to_typed("A <script>x()</script>") == "A <script>x()</script>"


def test_differences_are_marked_word_by_word_and_escaped() -> None:
    assert mark_differences("El plan de <b>", "El nuevo plan <i>") == (
        "El<ins> nuevo</ins> plan <del>de &lt;b&gt;</del><ins>&lt;i&gt;</ins>"
    )
    assert mark_differences("", "x") == "<ins>x</ins>"
