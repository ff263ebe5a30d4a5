"""XLIFF 2.1, which 2.0's tools read as well.

https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from translation.files import xml
from translation.files.incoming import IncomingFile, IncomingUnit, identifier
from translation.files.inline import ALONE, CLOSE, OPEN, UNSPEAKABLE, Code, pieces, source_codes, target_codes
from translation.files.models import State
from translation.files.units import Document, Unit
from translation.files.xliff import (
    OURS,
    Collected,
    attributes,
    by_tag,
    escape,
    flat,
    notes,
    original,
)
from translation.files.xml import RefusedFileError, local
from translation.markup import BREAK

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
#: The tags that the standard knows by a name of its own.
KNOWN = {"b": "xlf:b", "strong": "xlf:b", "i": "xlf:i", "em": "xlf:i", BREAK: "xlf:lb"}
#: What annotates a text without being part of it.
TRANSPARENT = {"mrk"}
EMPTY = {"sm", "em"}
#: The states from the least to the most finished.
ORDER = [str(state) for state in State]


def write(document: Document, addresses: list[str]) -> Iterator[str]:
    """A file, unit by unit; ``addresses`` are where the source and its translation are seen."""
    translation = document.translation
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    root = attributes(version="2.1", srcLang=source, trgLang=target, xmlns=CORE, xmlns__mtc=MATCHES)
    file = attributes(id=f"f-{translation.uuid}", original=original(addresses, translation.uuid))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff{root}>\n<file{file}>\n<notes>\n'
    for number, text in enumerate([document.title, *addresses], start=1):
        yield f"<note{attributes(id=f'n{number}', category=f'{OURS}.about')}>{escape(text)}</note>\n"
    yield "</notes>\n"
    for unit in document.units:
        yield "".join(_unit(unit, source, target))
    yield "</file>\n</xliff>\n"


def _unit(unit: Unit, source: str, target: str) -> Iterator[str]:
    known = source_codes(unit)
    yield f"<unit{attributes(id=unit.key, name=unit.path, canResegment='no', xml__space='preserve')}>\n"
    if unit.previous:
        yield _match(unit)
    yield "<notes>\n"
    for kind, text in notes(unit):
        yield f"<note{attributes(category=f'{OURS}.{kind}')}>{escape(text)}</note>\n"
    for text in unit.comments:
        yield f"<note{attributes(category='comment')}>{escape(text)}</note>\n"
    yield "</notes>\n"
    if known:
        yield f"<originalData>\n{''.join(map(_data, known))}</originalData>\n"
    machine = f"{OURS}:machine" if unit.machine and unit.state == State.INITIAL else None
    yield f"<segment{attributes(id='s' if unit.previous else None, state=unit.state, subState=machine)}>\n"
    yield f"<source{attributes(xml__lang=source)}>{content(unit, unit.source, known)}</source>\n"
    if unit.target:
        text = content(unit, unit.target, target_codes(unit, unit.target, known))
        yield f"<target{attributes(xml__lang=target)}>{text}</target>\n"
    yield "</segment>\n</unit>\n"


def _match(unit: Unit) -> str:
    """The translation of what stood there before."""
    before, written = unit.previous or ("", "")
    parts = [f"<{name}>{escape(unit.shown(text))}</{name}>" for name, text in (("source", before), ("target", written))]
    match = attributes(ref="#s", type="tm", origin=_("before the change to the source"))
    return f"<mtc:matches><mtc:match{match}>{''.join(parts)}</mtc:match></mtc:matches>\n"


def _data(code: Code) -> str:
    opening = f'<data id="d{code.id}">{escape(code.opening)}</data>\n'
    return opening + (f'<data id="d{code.id}e">{escape(code.closing)}</data>\n' if code.closing else "")


def content(unit: Unit, text: str, codes: list[Code]) -> str:
    """A text as it stands in ``source`` or ``target``."""
    made = []
    for (kind, value), code in by_tag(codes, pieces(text, rich=unit.rich)):
        if code is None:
            made.append(_text(value))
        elif kind == CLOSE:
            made.append("</pc>")
        else:
            made.append(_code(kind, code))
    return "".join(made)


def _text(text: str) -> str:
    """Text whose unspeakable characters are said by their number."""
    made, at = [], 0
    for found in UNSPEAKABLE.finditer(text):
        made += [escape(text[at : found.start()]), f'<cp hex="{ord(found[0]):04X}"/>']
        at = found.end()
    return "".join([*made, escape(text[at:])])


def _code(kind: str, code: Code) -> str:
    name = code.tag.partition("#")[0]
    is_link = name == "a"
    given = attributes(
        id=code.id,
        copyOf=code.copy_of or None,
        type="link" if is_link else "fmt",
        subType=None if is_link else KNOWN.get(name, f"html:{name}"),
        canDelete="no" if is_link else None,
        canCopy="no" if is_link else None,
    )
    if kind == ALONE:
        return f"<ph{given}{attributes(dataRef=f'd{code.id}' if not code.added else None)}/>"
    data = attributes(dataRefStart=f"d{code.id}", dataRefEnd=f"d{code.id}e") if not code.added else ""
    return f"<pc{given}{data}>"


class Reader2:
    """Reads units of XLIFF 2."""

    def __init__(self, root: xml.Opened) -> None:
        self.source = root.attributes.get("srcLang", "")
        self.target = root.attributes.get("trgLang", "")

    def file(self, name: str, opened: xml.Opened) -> IncomingFile:
        """A ``file`` begins."""
        mark = identifier(opened.attributes.get("original", ""), opened.attributes.get("id", ""))
        return IncomingFile(name, mark, self.source, self.target)

    def unit(self, element: Element) -> IncomingUnit:
        """A whole unit. One that a tool has divided into segments is put together again."""
        parts = [child for child in element if local(child.tag) in {"segment", "ignorable"}]
        segments = [part for part in parts if local(part.tag) == "segment"]
        texts = [(_child(part, "source"), _child(part, "target")) for part in parts]
        complete = all(_child(part, "target") is not None for part in segments)
        found = Collected()
        if segments and complete:
            for source, target in texts:
                content = source if target is None else target
                if content is not None:
                    _collect(content, found)
        states = [part.get("state", State.INITIAL) for part in segments]
        return IncomingUnit(
            path=element.get("name", ""),
            key=element.get("id", ""),
            source="".join(flat(source) for source, _target in texts),
            pieces=list(found) if any(value for _kind, value in found) else None,
            state=min(states, key=_rank) if states else State.INITIAL,
            comments=_comments(element),
        )


def _rank(state: str) -> int:
    if state not in ORDER:
        raise RefusedFileError(_("“%(state)s” is not a valid XLIFF state.") % {"state": state})
    return ORDER.index(state)


def _child(parent: Element, name: str) -> Element | None:
    return next((child for child in parent if local(child.tag) == name), None)


def _comments(element: Element) -> list[str]:
    """The notes of others; tools write them to the unit or to its segment."""
    found = (note for note in element.iter() if local(note.tag) == "note")
    return [
        text
        for note in found
        if not note.get("category", "").startswith(f"{OURS}.") and (text := (note.text or "").strip())
    ]


def _collect(element: Element, found: Collected) -> None:
    """The content of a target: text and codes by their numbers, copies by that of what they repeat."""
    copies = {code.get("id", ""): code.get("copyOf", "") for code in element.iter() if code.get("copyOf")}
    starts = {
        start.get("id", ""): _number(start, copies) for start in element.iter() if local(start.tag) == "sc"
    }  # fmt: skip
    _walk(element, found, copies, starts)


def _walk(element: Element, found: Collected, copies: dict[str, str], starts: dict[str, str]) -> None:
    found.text(element.text)
    for child in element:
        name = local(child.tag)
        if name == "cp":
            pass  # a character that nobody can see is not taken back
        elif name == "pc":
            number = _number(child, copies)
            found.pair(number)
            _walk(child, found, copies, starts)
            found.pair(number, CLOSE)
        elif name == "ph":
            found.append((ALONE, _number(child, copies)))
        elif name == "sc":
            found.append((OPEN, _number(child, copies)))
        elif name == "ec":
            number = child.get("startRef", child.get("id", ""))
            found.append((CLOSE, starts.get(number, number)))
        elif name in TRANSPARENT:
            _walk(child, found, copies, starts)
        elif name not in EMPTY:
            raise RefusedFileError(_("The element <%(tag)s> is not allowed in a text.") % {"tag": name})
        found.text(child.tail)


def _number(code: Element, copies: dict[str, str]) -> str:
    number = code.get("id", "")
    if code.get("subType") == KNOWN[BREAK]:
        return BREAK
    return copies.get(number, number)
