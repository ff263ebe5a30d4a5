"""Text fields of public forms, without control characters."""

from typing import Any

from django import forms

from core.base.plain_text import clean_line, clean_lines


class LineField(forms.CharField):
    """A line of text."""

    def to_python(self, value: Any) -> str:
        """The line; line breaks in it are spaces."""
        return clean_line(super().to_python(value) or "")


class LinesField(forms.CharField):
    """A text of several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_lines(super().to_python(value) or "")
