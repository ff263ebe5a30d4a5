"""Inline tags of a text as codes of PO and XLIFF, and back.

A text is taken apart into pieces: text, a tag that opens or closes, one that stands alone. In a file
a tag is a code with a number, counted in the source; what comes back says numbers only, so that
nothing but the source's own tags can come in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from django.utils.translation import gettext as _

from core.base.plain_text import clean_lines
from translation.exchange.units import FileUnit
from translation.units.markup import BREAK, MarkupError
from translation.units.segment_text import plain

TEXT, OPEN, CLOSE, ALONE = "text", "open", "close", "alone"

#: A piece: its kind, and the text, the tag (``b``, ``a#a1``) or, in what came from a file, the number of a code.
Piece = tuple[str, str]


@dataclass(frozen=True)
class Code:
    """A tag as a file names it: its number, the tag, and the original to show.

    One that a translation has beyond the source's is ``added``; it may be a copy of one of those.
    """

    id: str
    tag: str
    opening: str
    closing: str
    added: bool = False
    copy_of: str = ""


def pieces(unit: FileUnit, text: str) -> list[Piece]:
    """A stored text of a unit, taken apart."""
    if not unit.rich or "<" not in text:
        words = unit.clean(plain(text))
        return [(TEXT, words)] if words else []
    result: list[Piece] = []
    _walk(BeautifulSoup(text, "html.parser"), result)
    return result


def _walk(parent: Any, result: list[Piece]) -> None:
    for child in parent.children:
        if isinstance(child, NavigableString):
            if words := clean_lines(str(child)):
                result.append((TEXT, words))
        elif child.name == BREAK:
            result.append((ALONE, BREAK))
        else:
            tag = f"a#{child['id']}" if "id" in child.attrs else child.name
            result.append((OPEN, tag))
            _walk(child, result)
            result.append((CLOSE, tag))


def source_codes(unit: FileUnit) -> list[Code]:
    """The codes of a unit's source, in their order."""
    tags = [tag for kind, tag in pieces(unit, unit.source) if kind in {OPEN, ALONE}]
    return [_code(unit, str(number), tag) for number, tag in enumerate(tags, start=1)]


def target_codes(unit: FileUnit, text: str, codes: list[Code]) -> list[Code]:
    """The codes of a translation, in their order: each the source's of its tag, then repetitions of that."""
    free = defaultdict(list)
    for code in codes:
        free[code.tag].append(code.id)
    first = {tag: ids[0] for tag, ids in free.items()}
    result, added = [], len(codes)
    for kind, tag in pieces(unit, text):
        if kind not in {OPEN, ALONE}:
            continue
        if free[tag]:
            result.append(_code(unit, free[tag].pop(0), tag))
        else:
            added += 1
            result.append(replace(_code(unit, str(added), tag), added=True, copy_of=first.get(tag, "")))
    return result


def missing_codes(unit: FileUnit, text: str, codes: list[Code]) -> list[Code]:
    """The ``codes`` of the source that a translation of it has not."""
    ids_in_target = {code.id for code in target_codes(unit, text, codes)}
    return [code for code in codes if code.id not in ids_in_target]


def _code(unit: FileUnit, number: str, tag: str) -> Code:
    name, _hash, link = tag.partition("#")
    if tag == BREAK:
        return Code(number, tag, "<br/>", "")
    attribute_text = "".join(f" {key}={quoteattr(str(value))}" for key, value in unit.attributes.get(link, {}).items())
    return Code(number, tag, f"<{name}{attribute_text}>", f"</{name}>")


def assemble(unit: FileUnit, incoming: Iterable[Piece], codes: list[Code]) -> str:
    """The stored form of a text with formatting that came from a file, its codes being numbers.

    Raises:
        MarkupError: a code that is none of the source's ``codes``.
    """
    tags = {code.id: code.tag for code in codes}
    parts = []
    for kind, value in incoming:
        if kind == TEXT:
            parts.append(escape(clean_lines(value)))
            continue
        tag = value if value == BREAK else tags.get(value)
        if tag is None:
            raise _unknown_code(value)
        parts.append(_tag(kind, tag))
    return "".join(parts)


def typed_text(incoming: Iterable[Piece]) -> str:
    """A text without formatting that came from a file.

    Raises:
        MarkupError: it has a code other than a line break.
    """
    parts = []
    for kind, value in incoming:
        if kind != TEXT and value != BREAK:
            raise _unknown_code(value)
        parts.append(value if kind == TEXT else "\n")
    return "".join(parts)


def _unknown_code(code: str) -> MarkupError:
    return MarkupError(_("The inline code %(code)s is not in the source.") % {"code": code})


def _tag(kind: str, tag: str) -> str:
    name, _hash, link = tag.partition("#")
    if name == BREAK:
        return "" if kind == CLOSE else "<br/>"
    opening = f'<{name} id="{link}">' if link else f"<{name}>"
    return {OPEN: opening, CLOSE: f"</{name}>", ALONE: f"{opening}</{name}>"}[kind]
