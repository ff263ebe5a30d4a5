"""XLIFF of both kinds: what they share. ``xliff1`` writes and reads 1.2, ``xliff2`` 2.0 and 2.1.

A file says whose translation it is in ``original``: the address of the source, and the translation's
identifier behind it.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape as escape_markup
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from translation.files.inline import CLOSE, OPEN, TEXT, UNSPEAKABLE, Code, Piece
from translation.files.units import Unit

#: From whom a note is: only what another one wrote is a comment of a translator.
OURS = "plataforma"


def escape(text: str) -> str:
    """A text as content of an element; a carriage return would be lost as it is."""
    return escape_markup(UNSPEAKABLE.sub("", text), {"\r": "&#13;"})


def attributes(**given: str | int | None) -> str:
    """Attributes as they stand in a tag; None: left out. ``_`` stands for ``-``, ``__`` for ``:``."""
    return "".join(
        f" {name.replace('__', ':').replace('_', '-')}={quoteattr(UNSPEAKABLE.sub('', str(value)), {chr(9): '&#9;'})}"
        for name, value in given.items()
        if value is not None
    )


def original(addresses: list[str], identifier: object) -> str:
    """What ``original`` says."""
    return f"{addresses[0] if addresses else ''}#{identifier}"


def notes(unit: Unit) -> Iterator[tuple[str, str]]:
    """What a translator is told of a unit, by kind."""
    yield "place", unit.place.label
    if unit.place.limit:
        yield "limit", _("At most %(limit)d characters.") % {"limit": unit.place.limit}
    if unit.machine:
        yield "machine", _("Machine translation, not reviewed.")
    if unit.error:
        yield "error", unit.error


def flat(element: Element | None) -> str:
    """The text of a source, its codes left out."""
    return "" if element is None else "".join(element.itertext())


class Collected(list[Piece]):
    """The pieces of a target, as they are found in it."""

    def text(self, text: str | None) -> None:
        """Some text."""
        if text:
            self.append((TEXT, text))

    def pair(self, number: str, kind: str = OPEN) -> None:
        """A code that opens, or closes what has this number."""
        self.append((CLOSE if kind == CLOSE else OPEN, number))


def by_tag(codes: list[Code], pieces: list[Piece]) -> Iterator[tuple[Piece, Code | None]]:
    """The pieces of a text, each that opens, closes or stands alone with its code."""
    ahead = iter(codes)
    inside: list[Code] = []
    for piece in pieces:
        kind, _value = piece
        if kind == TEXT:
            yield piece, None
        elif kind == CLOSE:
            yield piece, inside.pop()
        else:
            code = next(ahead)
            if kind == OPEN:
                inside.append(code)
            yield piece, code
