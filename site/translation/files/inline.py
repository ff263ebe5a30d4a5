"""Tags of a text as codes of a file, and back.

A text is taken apart into pieces: text, a tag that opens or closes, one that stands alone. In a file
a tag is a code with a number, counted in the source; what comes back says numbers only, so that
nothing but the source's own tags can come in.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from django.utils.translation import gettext as _

from translation.files.units import Unit
from translation.markup import BREAK, MarkupError
from translation.segment_text import plain

#: Characters that XML can't hold.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


def pieces(text: str, *, rich: bool) -> list[Piece]:
    """A stored text, taken apart."""
    if not rich or "<" not in text:
        return [(TEXT, plain(text))] if text else []
    found: list[Piece] = []
    _walk(BeautifulSoup(text, "html.parser"), found)
    return found


def _walk(parent: Any, found: list[Piece]) -> None:
    for child in parent.children:
        if isinstance(child, NavigableString):
            found.append((TEXT, str(child)))
        elif child.name == BREAK:
            found.append((ALONE, BREAK))
        else:
            tag = f"a#{child['id']}" if "id" in child.attrs else child.name
            found.append((OPEN, tag))
            _walk(child, found)
            found.append((CLOSE, tag))


def source_codes(unit: Unit) -> list[Code]:
    """The codes of a unit's source, in their order."""
    tags = [tag for kind, tag in pieces(unit.source, rich=unit.rich) if kind in {OPEN, ALONE}]
    return [_code(unit, str(number), tag) for number, tag in enumerate(tags, start=1)]


def target_codes(unit: Unit, text: str, known: list[Code]) -> list[Code]:
    """The codes of a translation, in their order: each the source's of its tag, then repetitions of that."""
    free = defaultdict(list)
    for code in known:
        free[code.tag].append(code.id)
    first = {tag: ids[0] for tag, ids in free.items()}
    found, added = [], len(known)
    for kind, tag in pieces(text, rich=unit.rich):
        if kind not in {OPEN, ALONE}:
            continue
        if free[tag]:
            found.append(_code(unit, free[tag].pop(0), tag))
        else:
            added += 1
            found.append(replace(_code(unit, str(added), tag), added=True, copy_of=first.get(tag, "")))
    return found


def lost_codes(unit: Unit, text: str, known: list[Code]) -> list[Code]:
    """The codes of the source, ``known``, that a translation of it has not."""
    kept = {code.id for code in target_codes(unit, text, known)}
    return [code for code in known if code.id not in kept]


def _code(unit: Unit, number: str, tag: str) -> Code:
    name, _hash, link = tag.partition("#")
    if tag == BREAK:
        return Code(number, tag, "<br/>", "")
    shown = "".join(f" {key}={quoteattr(str(value))}" for key, value in unit.attributes.get(link, {}).items())
    return Code(number, tag, f"<{name}{shown}>", f"</{name}>")


def assembled(unit: Unit, came: Iterable[Piece], known: list[Code]) -> str:
    """The stored form of a text that came from a file, its codes being numbers; ``known`` are the source's.

    Raises:
        MarkupError: a code that the source doesn't have.
    """
    tags = {code.id: code.tag for code in known}
    made = []
    for kind, value in came:
        if kind == TEXT:
            text = escape(UNSPEAKABLE.sub("", value))
            made.append(text if unit.rich else text.replace("\r\n", "\n").replace("\n", "<br/>"))
            continue
        tag = value if value == BREAK else tags.get(value)
        if tag is None:
            raise MarkupError(_("The inline code %(code)s is not in the source.") % {"code": value})
        made.append(_tag(kind, tag))
    return "".join(made)


def _tag(kind: str, tag: str) -> str:
    name, _hash, link = tag.partition("#")
    if name == BREAK:
        return "" if kind == CLOSE else "<br/>"
    opening = f'<{name} id="{link}">' if link else f"<{name}>"
    return {OPEN: opening, CLOSE: f"</{name}>", ALONE: f"{opening}</{name}>"}[kind]
