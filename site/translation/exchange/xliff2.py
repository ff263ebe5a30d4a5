"""XLIFF 2.1: write, and read 2.0 and 2.1.

https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from translation.exchange import xml
from translation.exchange.cat_tools import ORDER, state_by_tool
from translation.exchange.inline_tags import ALONE, CLOSE, OPEN, Code, source_codes, target_codes
from translation.exchange.models import ImportState
from translation.exchange.parsed_file import IncomingFile, IncomingUnit, identifier
from translation.exchange.units import FileUnit, TranslationFile
from translation.exchange.xliff import (
    NOTE_AUTHOR,
    XML_SPACE,
    PieceList,
    attributes,
    character,
    child_of,
    comments,
    escape,
    flat,
    inline_content,
    is_gap,
    notes,
    original,
    preserves_space,
)
from translation.exchange.xml import RefusedFileError, local
from translation.units.markup import BREAK

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
#: The tags that the standard knows by a name of its own.
STANDARD_TYPES = {"b": "xlf:b", "strong": "xlf:b", "i": "xlf:i", "em": "xlf:i", BREAK: "xlf:lb"}
#: What annotates a text without being part of it.
TRANSPARENT = {"mrk"}
EMPTY = {"sm", "em"}


def write(document: TranslationFile, addresses: list[str]) -> Iterator[str]:
    """A file, unit by unit; ``addresses`` are where the source and its translation are seen."""
    translation = document.translation
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    root = attributes(version="2.1", srcLang=source, trgLang=target, xmlns=CORE, xmlns__mtc=MATCHES)
    file = attributes(id=f"f-{translation.uuid}", original=original(addresses, translation.uuid))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff{root}>\n<file{file}>\n<notes>\n'
    for number, text in enumerate([document.title, *addresses], start=1):
        yield f"<note{attributes(id=f'n{number}', category=f'{NOTE_AUTHOR}.about')}>{escape(text)}</note>\n"
    yield "</notes>\n"
    for unit in document.units:
        yield "".join(_unit(unit, source, target))
    yield "</file>\n</xliff>\n"


def _unit(unit: FileUnit, source: str, target: str) -> Iterator[str]:
    codes = source_codes(unit)
    yield f"<unit{attributes(id=unit.key, name=unit.path, canResegment='no', xml__space='preserve')}>\n"
    if unit.previous:
        yield _match(unit)
    yield "<notes>\n"
    for kind, text in notes(unit):
        yield f"<note{attributes(category=f'{NOTE_AUTHOR}.{kind}')}>{escape(text)}</note>\n"
    for text in unit.comments:
        yield f"<note{attributes(category='comment')}>{escape(text)}</note>\n"
    yield "</notes>\n"
    if codes:
        yield f"<originalData>\n{''.join(map(_data, codes))}</originalData>\n"
    machine = f"{NOTE_AUTHOR}:machine" if unit.machine and unit.state == ImportState.INITIAL else None
    yield f"<segment{attributes(id='s' if unit.previous else None, state=unit.state, subState=machine)}>\n"
    yield f"<source{attributes(xml__lang=source)}>{content(unit, unit.source, codes)}</source>\n"
    if unit.target:
        text = content(unit, unit.target, target_codes(unit, unit.target, codes))
        yield f"<target{attributes(xml__lang=target)}>{text}</target>\n"
    yield "</segment>\n</unit>\n"


def _match(unit: FileUnit) -> str:
    """The translation of what stood there before."""
    previous_source, previous_target = unit.previous or ("", "")
    parts = [
        f"<{name}>{escape(unit.to_display(text))}</{name}>"
        for name, text in (("source", previous_source), ("target", previous_target))
    ]
    match = attributes(ref="#s", type="tm", origin=_("before the change to the source"))
    return f"<mtc:matches><mtc:match{match}>{''.join(parts)}</mtc:match></mtc:matches>\n"


def _data(code: Code) -> str:
    opening = f'<data id="d{code.id}">{escape(code.opening)}</data>\n'
    return opening + (f'<data id="d{code.id}e">{escape(code.closing)}</data>\n' if code.closing else "")


def content(unit: FileUnit, text: str, codes: list[Code]) -> str:
    """A text as it stands in ``source`` or ``target``."""
    return inline_content(unit, text, codes, _code, "</pc>")


def _code(kind: str, code: Code) -> str:
    name = code.tag.partition("#")[0]
    is_link = name == "a"
    code_attributes = attributes(
        id=code.id,
        copyOf=code.copy_of or None,
        type="link" if is_link else "fmt",
        subType=None if is_link else STANDARD_TYPES.get(name, f"html:{name}"),
        canDelete="no" if is_link else None,
        canCopy="no" if is_link else None,
    )
    if kind == ALONE:
        return f"<ph{code_attributes}{attributes(dataRef=f'd{code.id}' if not code.added else None)}/>"
    data = attributes(dataRefStart=f"d{code.id}", dataRefEnd=f"d{code.id}e") if not code.added else ""
    return f"<pc{code_attributes}{data}>"


class Reader2:
    """Reads units of XLIFF 2."""

    def __init__(self, root: xml.StartTag) -> None:
        self.source = root.attributes.get("srcLang", "")
        self.target = root.attributes.get("trgLang", "")
        self.preserves = root.attributes.get(XML_SPACE) == "preserve"
        self.preserves_in_file = self.preserves

    def file(self, name: str, opened: xml.StartTag) -> IncomingFile:
        space = opened.attributes.get(XML_SPACE)
        self.preserves_in_file = space == "preserve" if space else self.preserves
        mark = identifier(opened.attributes.get("original", ""), opened.attributes.get("id", ""))
        return IncomingFile(name, mark, self.source, self.target)

    def unit(self, element: Element) -> IncomingUnit:
        """A whole unit. One that a tool has divided into segments is put together again."""
        parts = [child for child in element if local(child.tag) in {"segment", "ignorable"}]
        segments = [part for part in parts if local(part.tag) == "segment"]
        texts = [(child_of(part, "source"), child_of(part, "target")) for part in parts]
        content = PieceList()
        for source, target in texts:
            _collect(source if target is None else target, content)
        is_whole = bool(segments) and not any(
            is_gap(child_of(part, "source"), child_of(part, "target")) for part in segments
        )
        by_tool = state_by_tool(element)
        states = [_state(part.get("state", ImportState.INITIAL)) for part in segments]
        return IncomingUnit(
            path=element.get("name", ""),
            key=element.get("id", ""),
            source="".join(flat(source) for source, _target in texts),
            pieces=list(content) if is_whole and any(value for _kind, value in content) else None,
            state=by_tool or min(states, key=ORDER.index, default=ImportState.INITIAL),
            is_unfinished=by_tool == ImportState.INITIAL,
            comments=comments(element.iter(), "category"),  # tools write them to the unit or to its segment
            codes=[number for source, _target in texts for number in _numbers(source)],
            foldable=not all(
                preserves_space(target, part, element, outside=self.preserves_in_file)
                for part, (_source, target) in zip(parts, texts, strict=True)
            ),
        )


def _state(name: str) -> ImportState:
    if name not in ImportState.values:
        raise RefusedFileError(_("“%(state)s” is not a valid XLIFF state.") % {"state": name})
    return ImportState(name)


def _collect(element: Element | None, content: PieceList) -> None:
    """The content of a text: words and codes by their numbers, copies by that of what they repeat."""
    if element is None:
        return
    copies = {code.get("id", ""): code.get("copyOf", "") for code in element.iter() if code.get("copyOf")}
    starts = {start.get("id", ""): _number(start, copies) for start in element.iter() if local(start.tag) == "sc"}
    _walk(element, content, copies, starts)


def _numbers(element: Element | None) -> list[str]:
    """The numbers of a source's codes, those of pairs once."""
    every = [] if element is None else element.iter()
    return [_number(code, {}) for code in every if local(code.tag) in {"pc", "sc", "ph"}]


def _walk(element: Element, content: PieceList, copies: dict[str, str], starts: dict[str, str]) -> None:
    content.text(element.text)
    for child in element:
        name = local(child.tag)
        if name == "cp":
            content.text(character(child))
        elif name == "pc":
            number = _number(child, copies)
            content.pair(number)
            _walk(child, content, copies, starts)
            content.pair(number, CLOSE)
        elif name == "ph":
            content.append((ALONE, _number(child, copies)))
        elif name == "sc":
            content.append((OPEN, _number(child, copies)))
        elif name == "ec":
            number = child.get("startRef", child.get("id", ""))
            content.append((CLOSE, starts.get(number, number)))
        elif name in TRANSPARENT:
            _walk(child, content, copies, starts)
        elif name not in EMPTY:
            raise RefusedFileError(_("The element <%(tag)s> is not allowed in a text.") % {"tag": name})
        content.text(child.tail)


def _number(code: Element, copies: dict[str, str]) -> str:
    number = code.get("id", "")
    if code.get("subType") == STANDARD_TYPES[BREAK]:
        return BREAK
    return copies.get(number, number)
