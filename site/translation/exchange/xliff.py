"""Code shared by the XLIFF formats; ``xliff1`` writes and reads 1.2, ``xliff2`` 2.0 and 2.1.

A file says whose translation it is in ``original``: the address of the source, and the translation's
identifier behind it.
"""

from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape as escape_markup
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from core.base.plain_text import clean_lines
from translation.exchange.inline_tags import CLOSE, OPEN, TEXT, Code, Piece, pieces
from translation.exchange.units import FileUnit
from translation.exchange.xml import local
from translation.units.segment_text import is_blank

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Elements whose content is the code that they stand for, not text.
NATIVE = {"bpt", "ept", "ph", "it"}
#: From whom a note is: only what another one wrote is a comment of a translator.
NOTE_AUTHOR = "plataforma"


def escape(text: str) -> str:
    """A text as content of an element; a carriage return would be lost as it is."""
    return escape_markup(clean_lines(text), {"\r": "&#13;"})


def attributes(**values: str | int | None) -> str:
    """Attributes as they stand in a tag; None: left out. ``_`` stands for ``-``, ``__`` for ``:``."""
    return "".join(
        f" {name.replace('__', ':').replace('_', '-')}={quoteattr(clean_lines(str(value)), {chr(9): '&#9;'})}"
        for name, value in values.items()
        if value is not None
    )


def original(addresses: list[str], identifier: object) -> str:
    """The value of the attribute ``original``."""
    return f"{addresses[0] if addresses else ''}#{identifier}"


def notes(unit: FileUnit) -> Iterator[tuple[str, str]]:
    """The notes for translators of a unit, by kind."""
    yield "place", unit.place.label
    if unit.place.limit:
        yield "limit", _("At most %(limit)d characters.") % {"limit": unit.place.limit}
    if unit.machine:
        yield "machine", _("Machine translation, not reviewed.")
    if unit.error:
        yield "error", unit.error


def inline_content(unit: FileUnit, text: str, codes: list[Code], start: Callable[[str, Code], str], end: str) -> str:
    """A text as it stands in ``source`` or ``target``; ``start`` writes a code that opens or stands alone."""
    ahead = iter(codes)
    return "".join(
        escape(value) if kind == TEXT else end if kind == CLOSE else start(kind, next(ahead))
        for kind, value in pieces(unit, text)
    )


def comments(elements: Iterable[Element], author: str) -> list[str]:
    """The notes of others among some elements; the attribute ``author`` says whose they are."""
    foreign = (
        each for each in elements if local(each.tag) == "note" and each.get(author, "").partition(".")[0] != NOTE_AUTHOR
    )
    return [text for note in foreign if (text := (note.text or "").strip())]


def flat(element: Element | None) -> str:
    """The text of a source, its codes and what they stand for left out."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        name = local(child.tag)
        parts += [character(child) if name == "cp" else "" if name in NATIVE else flat(child), child.tail or ""]
    return "".join(parts)


def character(code: Element) -> str:
    """The character of an element ``cp``, which XML cannot contain."""
    try:
        return chr(int(code.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return ""


def child_of(parent: Element, name: str) -> Element | None:
    """The first child of a name, in whatever namespace."""
    return next((child for child in parent if local(child.tag) == name), None)


def is_gap(source: Element | None, target: Element | None) -> bool:
    """Whether a segment has words in its source and none in its target."""
    return is_blank(flat(target)) and not is_blank(flat(source))


def preserves_space(*elements: Element | None, outside: bool) -> bool:
    """Whether white space counts in the innermost of elements, given from the inside; ``outside``: around them."""
    values = (element.get(XML_SPACE) for element in elements if element is not None)
    return next((value == "preserve" for value in values if value), outside)


class PieceList(list[Piece]):
    """The pieces of a text, as they stand in a file."""

    def text(self, text: str | None) -> None:
        if text:
            self.append((TEXT, text))

    def pair(self, number: str, kind: str = OPEN) -> None:
        """A code that opens, or closes what has this number."""
        self.append((CLOSE if kind == CLOSE else OPEN, number))
