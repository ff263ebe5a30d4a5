"""The tags of a translated text are those of its source, by whatever way the text comes in."""

import pytest
from wagtail_localize.models import StringTranslation

from tests.translation.factories import create_translated_group
from translation.units.markup import MarkupError, normalize

SOURCE = '<b>uno</b> <a id="a1">dos</a> &amp; tres'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<a id="a1">two</a> <b>one</b>', '<a id="a1">two</a> <b>one</b>'),
        ("<b>one</b> and <b>once more</b>", "<b>one</b> and <b>once more</b>"),
        ("one<br>two", "one<br/>two"),
        ("3 < 4 & 5", "3 &lt; 4 &amp; 5"),
        ("&lt;script&gt; is a tag", "&lt;script&gt; is a tag"),
    ],
)
def test_tags_of_the_source_may_stand_elsewhere_and_be_left_out(written: str, kept: str) -> None:
    assert normalize(SOURCE, written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "<i>one</i>",
        "<script>alert(1)</script>",
        "<svg/onload=alert(1)>",
        "<img src=x onerror=alert(1)>",
        '<b onclick="alert(1)">one</b>',
        '<a href="javascript:alert(1)">two</a>',
        '<a id="a2">two</a>',
        '<a id="a1">two</a> <a id="a1">again</a>',
        '<a id="a1" id="a1">two</a>',
        "<b>one",
        "one</b>",
        "<b>one</a>",
        "</br>",
        "<!-- one -->",
        "<?php one ?>",
    ],
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(MarkupError):
        normalize(SOURCE, written)


@pytest.mark.django_db
def test_a_text_that_was_stored_around_every_check_is_never_shown() -> None:
    _source, target = create_translated_group()
    title = StringTranslation.objects.get(context__path="title", locale=target.locale)
    title.data = "<i>Equality</i>"
    title.save()
    title.refresh_from_db()
    target.refresh_from_db()
    assert title.has_error
    assert "<i>" in title.field_error
    assert target.draft_title == "en-Igualdad"
