"""What others typed, in tables that spreadsheets open."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language, override

#: What a spreadsheet takes for the beginning of a formula, blanks before it included.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠]")
#: Characters that can't stand in a spreadsheet.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet calculates or refuses: texts are led by an apostrophe where they need it."""
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)
    return f"'{text}" if _FORMULA.match(text) else text


class HarmlessExportMixin:
    """For views that Wagtail exports tables from: every cell is harmless, and in the language of the view."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """As Wagtail does it, and harmless."""
        return harmless(super().preprocess_field_value(field, value, export_format))  # type: ignore[misc]

    def get_heading(self, queryset: Any, field: str) -> Any:
        """As Wagtail does it, and harmless."""
        return harmless(super().get_heading(queryset, field))  # type: ignore[misc]

    def stream_csv(self, queryset: Any) -> Iterator[Any]:
        """As Wagtail does it; the lines are written when the view, and the admin's language with it, has been left."""
        return _in_language(get_language() or "en", super().stream_csv(queryset))  # type: ignore[misc]


def _in_language(tag: str, lines: Iterator[Any]) -> Iterator[Any]:
    while True:
        with override(tag):
            try:
                line = next(lines)
            except StopIteration:
                return
        yield line
