"""What is seen of a translation without knowing both languages, and what of it keeps a page from the public."""

from typing import Any

import pytest
from wagtail.models import Locale

from translation.checks.finding import MESSAGES, Severity
from translation.checks.validation import findings

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


ES, EN, FR, AR, PT = (
    Locale(language_code=tag, pk=-number) for number, tag in enumerate(("es", "en", "fr", "ar", "pt-br"), start=1)
)
ERRORS = {"tags_unbalanced", "tags_not_allowed", "placeholder_lost", "too_long", "link_repeated", "empty"}


def codes(source: str, target: str, into: Any = EN, limit: int | None = None) -> list[str]:
    found = findings(source, target, ES, into, limit)
    assert all((finding.severity == Severity.ERROR) == (finding.code in ERRORS) for finding in found)
    assert all("%(" not in finding.message for finding in found)
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Hola", "Hello", []),
        ("Hola", " ", ["empty"]),
        ("Hola", "\xa0<br/>", ["empty"]),
        ("Hola", "<b>\u200b</b>", ["empty"]),
        (" ", "", []),
        ("El grupo trabaja", "El  grupo trabaja".replace("  ", " "), ["same_as_source"]),
        ("UNICEF 2025", "UNICEF 2025", []),
        ("https://example.org/ods", "https://example.org/ods", []),
        ("<b>a</b> b", "<b>c</b> d", []),
        ("<b>a</b> b", "<b>c d", ["tags_unbalanced"]),
        ("<b>a</b> b", "c</b> d", ["tags_unbalanced"]),
        ("<b>a</b> b", "<i>c</i> d", ["tags_changed"]),
        ("a", "<script>c</script>", ["tags_not_allowed"]),
        ('<a id="a1">a</a> b', "c d", ["link_lost"]),
        ('<a id="a1">a</a> b', '<a id="a1">c</a> <a id="a1">d</a>', ["link_repeated"]),
        ('<a id="a1">a</a> b', '<a href="javascript:x">c</a> d', ["tags_not_allowed", "link_lost"]),
        ("{nombre} y %(n)s: 5 % de", "{nombre} and %(n)s: 5% of", []),
        ("{nombre} y %s", "{name} and", ["placeholder_lost", "placeholder_added"]),
        ("Escribe a x@example.org.", "Write to us.", ["address_lost"]),
        ("Ver https://a.example/x.", "See https://a.example/x.", []),
        ("Hola", "Hi  there", ["double_space"]),
        ("Hola", "Hello ", ["edge_space"]),
        ("Hola, tú", "Hello , you", ["space_before_punctuation"]),
        ("Hola.", "Hello", ["end_punctuation"]),
        ("¿Hola?", "¿Hello?", ["inverted_marks"]),
        ("a (b)", "c (d", ["brackets"]),
        ("1) uno", "1) one", []),
    ],
)
def test_texts_are_judged(source: str, target: str, expected: list[str]) -> None:
    assert codes(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "into"),
    [
        ("1.000,5", "1,000.5", EN),
        ("1.000,5", "1\u202f000,5", FR),
        ("1.000,5", "١٬٠٠٠٫٥", AR),
        ("1,000 (México)", "1,000 (Mexico)", EN),
        ("2,375 %", "2.375%", EN),
        ("1 000 000", "1,000,000", EN),
        ("El 5 de marzo de 2025", "On March 5, 2025", EN),
        ("1.º de enero de 2024", "le 1er janvier 2024", FR),
        ("05/03/2025", "5 March 2025", EN),
        ("2025-03-05", "3/5/2025", EN),
        ("Sección 1.2.3", "Section 1.2.3", EN),
        ("33 países, ODS 5", "SDG 5, 33 countries", EN),
    ],
)
def test_numbers_and_dates_mean_the_same(source: str, target: str, into: Any) -> None:
    assert "numbers" not in codes(source, target, into)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("1.000 personas", "1.000 people"),
        ("33 países", "34 countries"),
        ("5 de marzo de 2025", "May 5, 2025"),
        ("Desde 2024", "Lately"),
        ("Lo dicho", "As said in 2024"),
    ],
)
def test_numbers_and_dates_that_differ_are_named(source: str, target: str) -> None:
    assert codes(source, target) == ["numbers"]


def test_a_text_fits_its_field_without_its_tags() -> None:
    assert codes("<b>Hola</b>", "<b>Hello</b>", limit=5) == []
    assert codes("Hola &amp; tú", "You &amp; me", limit=8) == []
    assert codes("Hola", "Hello!", limit=5) == ["too_long", "end_punctuation"]


def test_french_has_spaces_where_others_have_none() -> None:
    assert codes("¿Qué?", "Quoi\u00a0?", FR) == []
    assert codes("¿Qué?", "ماذا؟", AR) == []


def test_languages_that_are_alike_share_short_texts() -> None:
    assert codes("Grupos de apoyo", "Grupos de apoyo") == ["same_as_source"]
    assert codes("Nota de política", "Nota de política", PT) == []
    assert codes("El grupo apoya a todos", "El grupo apoya a todos", PT) == ["same_as_source"]


def test_every_check_says_what_is_wrong() -> None:
    assert all(message.endswith(".") for message in MESSAGES.values())
