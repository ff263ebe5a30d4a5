"""Remove control characters and other invalid characters from text fields.

People paste them without seeing them. XML can't hold them, PostgreSQL refuses some, and strict readers of
calendars, feeds and exchange formats give up at the first one. So they are removed where text enters:
models (:class:`PlainTextMixin`), blocks (``core.blocks.fields.BodyField``), visitors' forms and translations.
"""

import re
from functools import cache
from typing import Any

from django.db import models

#: Every way in which software ends a line: Unicode's own, Word's (U+000B), and the separators of ``str.splitlines``.
LINE_BREAK = re.compile("\r\n|[\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]")
#: Line breaks other than those of a browser's text area.
_ODD_LINE_BREAK = re.compile("\r(?!\n)|[\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]")
#: A piece of white space that isn't only spaces.
_BROKEN_SPACE = re.compile("[ \u00a0]*[\t\n\r\u000b\u000c\u001c-\u001f\u0085\u2028\u2029][\\s\u001c-\u001f]*")
#: What is no text in any encoding: control characters, the byte order mark, surrogates and non-characters.
_INVISIBLE = re.compile("[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff\ud800-\udfff]")
#: A text without any of these is clean, which nearly all are.
_UNCLEAN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)


def is_clean(text: str) -> bool:
    """Whether a text of several lines has none of these characters."""
    return not _UNCLEAN.search(text)


def clean_lines(text: str) -> str:
    """A text of several lines, or HTML, without them. Words that only such a character divided stay divided."""
    if is_clean(text):
        return text
    return _INVISIBLE.sub("", _ODD_LINE_BREAK.sub("\n", text).replace("\u001f", " "))


def clean_line(text: str) -> str:
    """A text of one line without them, its line breaks and tabs being spaces."""
    if is_clean(text) and not _BROKEN_SPACE.search(text):
        return text
    return _BROKEN_SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


@cache
def _text_fields(model: type[models.Model]) -> tuple[tuple[str, bool], ...]:
    """The names of a model's text fields, and whether they have one line."""
    return tuple(
        (field.attname, isinstance(field, models.CharField))
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    )


def clean_fields(instance: models.Model) -> None:
    """Clean the text fields of an instance, without saving; deferred ones are left alone."""
    for name, is_line in _text_fields(type(instance)):
        text = instance.__dict__.get(name)
        if isinstance(text, str):
            instance.__dict__[name] = clean_line(text) if is_line else clean_lines(text)


class PlainTextMixin:
    """For models whose texts are typed by people: cleaned when they are validated, and when they are saved."""

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate what is left after cleaning."""
        clean_fields(self)  # type: ignore[arg-type]
        super().full_clean(*args, **kwargs)  # type: ignore[misc]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save what is left after cleaning."""
        clean_fields(self)  # type: ignore[arg-type]
        super().save(*args, **kwargs)  # type: ignore[misc]
