"""XLIFF 1.2 strict: write and read.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from translation.exchange import xml
from translation.exchange.cat_tools import is_by_phrase, state_by_tool, with_typed_codes
from translation.exchange.inline_tags import ALONE, CLOSE, OPEN, Code, source_codes, target_codes
from translation.exchange.models import ImportState
from translation.exchange.parsed_file import IncomingFile, IncomingUnit, identifier
from translation.exchange.units import FileUnit, TranslationFile
from translation.exchange.xliff import (
    NOTE_AUTHOR,
    XML_SPACE,
    PieceList,
    attributes,
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

CORE = "urn:oasis:names:tc:xliff:document:1.2"
CTYPES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", BREAK: "lb"}
#: Our states in the words of 1.2, which has more of them.
STATE_NAMES = {ImportState.TRANSLATED: "translated", ImportState.REVIEWED: "signed-off", ImportState.FINAL: "final"}
STATES = {"translated": ImportState.TRANSLATED, "signed-off": ImportState.REVIEWED, "final": ImportState.FINAL}
NEEDS_REVIEW = "needs-review-"
#: States of a text on which there is work to do. Tools write them of texts that they mark as fuzzy.
UNFINISHED_STATES = {"needs-adaptation", "needs-l10n"}
#: Where a target is from that no person has written.
SUGGESTION_ORIGINS = {"leveraged-mt", "fuzzy-match"}
TRANSPARENT = {"mrk"}
#: What each inline element does; ``it`` by its position.
CODES = {
    "x": ALONE,
    "ph": ALONE,
    "it ": ALONE,
    "bx": OPEN,
    "bpt": OPEN,
    "it open": OPEN,
    "ex": CLOSE,
    "ept": CLOSE,
    "it close": CLOSE,
}


def write(document: TranslationFile, addresses: list[str]) -> Iterator[str]:
    """A file, unit by unit; ``addresses`` are where the source and its translation are seen."""
    translation = document.translation
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    file = attributes(
        original=original(addresses, translation.uuid),
        source_language=source,
        target_language=target,
        datatype="html",
        tool_id=NOTE_AUTHOR,
    )
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff{attributes(version="1.2", xmlns=CORE)}>\n<file{file}>\n'
    yield f"<header>\n<tool{attributes(tool_id=NOTE_AUTHOR, tool_name='Plataforma')}/>\n"
    for text in [document.title, *addresses]:
        yield f"<note{attributes(**{'from': NOTE_AUTHOR})}>{escape(text)}</note>\n"
    yield "</header>\n<body>\n"
    for unit in document.units:
        yield "".join(_unit(unit, source, target))
    yield "</body>\n</file>\n</xliff>\n"


def _unit(unit: FileUnit, source: str, target: str) -> Iterator[str]:
    codes = source_codes(unit)
    unit_attributes = attributes(
        id=unit.key,
        resname=unit.path,
        xml__space="preserve",
        maxwidth=unit.place.limit,
        size_unit="char" if unit.place.limit else None,
        approved="yes" if unit.state in {ImportState.REVIEWED, ImportState.FINAL} else None,
    )
    yield f"<trans-unit{unit_attributes}>\n"
    yield f"<source{attributes(xml__lang=source)}>{_content(unit, unit.source, codes)}</source>\n"
    state, qualifier = STATE_NAMES.get(ImportState(unit.state), "needs-translation"), None
    if unit.target and unit.state == ImportState.INITIAL:
        state, qualifier = f"{NEEDS_REVIEW}translation", "mt-suggestion" if unit.machine else None
    text = _content(unit, unit.target, target_codes(unit, unit.target, codes)) if unit.target else ""
    yield f"<target{attributes(xml__lang=target, state=state, state_qualifier=qualifier)}>{text}</target>\n"
    for kind, words in notes(unit):
        yield f"<note{attributes(**{'from': f'{NOTE_AUTHOR}.{kind}'})}>{escape(words)}</note>\n"
    for comment in unit.comments:
        yield f"<note{attributes(**{'from': 'translator'})}>{escape(comment)}</note>\n"
    if unit.previous:
        parts = zip((("source", source), ("target", target)), unit.previous, strict=True)
        inner = "".join(
            f"<{name}{attributes(xml__lang=language)}>{escape(unit.to_display(words))}</{name}>"
            for (name, language), words in parts
        )
        yield f"<alt-trans{attributes(alttranstype='previous-version')}>{inner}</alt-trans>\n"
    yield "</trans-unit>\n"


def _content(unit: FileUnit, text: str, codes: list[Code]) -> str:
    return inline_content(unit, text, codes, _code, "</g>")


def _code(kind: str, code: Code) -> str:
    name = code.tag.partition("#")[0]
    ctype = CTYPES.get(name, f"x-html-{name}")
    code_attributes = attributes(id=code.copy_of or code.id, ctype=ctype, equiv_text=code.opening)
    return f"<x{code_attributes}/>" if kind == ALONE else f"<g{code_attributes}>"


class Reader1:
    """Reads units of XLIFF 1.2."""

    preserves = False

    def file(self, name: str, opened: xml.StartTag) -> IncomingFile:
        values = opened.attributes
        self.preserves = values.get(XML_SPACE) == "preserve"
        return IncomingFile(
            name,
            identifier(values.get("original", "")),
            values.get("source-language", ""),
            values.get("target-language", ""),
        )

    def unit(self, element: Element) -> IncomingUnit:
        source, target = child_of(element, "source"), child_of(element, "target")
        content = PieceList()
        if target is not None:
            _walk(target, content, _Pairs(target))
        state, is_held = _state(element, target)
        unit = IncomingUnit(
            path=element.get("resname", ""),
            key=element.get("id", ""),
            source=flat(source),
            pieces=list(content) if any(value for _kind, value in content) and not _has_gap(element, target) else None,
            state=state,
            is_unfinished=is_held,
            comments=comments(element, "from"),
            codes=[_number(code) for code in _codes(source)],
            foldable=not preserves_space(target, element, outside=self.preserves),
        )
        return with_typed_codes(unit) if is_by_phrase(element) else unit


def _state(unit: Element, target: Element | None) -> tuple[str, bool]:
    """The state of a target, empty if none is said, and whether somebody says that it is not finished."""
    by_tool = state_by_tool(unit)
    if by_tool is not None:
        return by_tool, by_tool == ImportState.INITIAL
    name = "" if target is None else target.get("state", "")
    if name in STATES:
        return STATES[name], False
    if unit.get("approved") == "yes":  # a tool may say no more than that
        return ImportState.REVIEWED, False
    is_held = name in UNFINISHED_STATES or (target is not None and target.get("state-qualifier") in SUGGESTION_ORIGINS)
    return ImportState.INITIAL if name or is_held else "", is_held


def _has_gap(unit: Element, target: Element | None) -> bool:
    """Whether a segment is missing of a target that a tool has divided."""
    targets = _segments(target)
    return any(is_gap(part, targets.get(name)) for name, part in _segments(child_of(unit, "seg-source")).items())


def _segments(element: Element | None) -> dict[str, Element]:
    marks = [] if element is None else element.iter()
    return {mark.get("mid", ""): mark for mark in marks if local(mark.tag) == "mrk" and mark.get("mtype") == "seg"}


def _codes(element: Element | None) -> Iterator[Element]:
    """The codes of a text that open or stand alone, in their order."""
    every = [] if element is None else element.iter()
    return (code for code in every if local(code.tag) == "g" or _kind(code) in {OPEN, ALONE})


def _number(code: Element) -> str:
    return BREAK if code.get("ctype") == CTYPES[BREAK] else code.get("id", "")


class _Pairs:
    """Finds the code that another one closes: ``rid`` links them where it is given, else they have the same ``id``."""

    def __init__(self, element: Element) -> None:
        self.by_rid: dict[str, str] = {}
        self.by_id: dict[str, str] = {}
        for code in element.iter():
            if _kind(code) == OPEN:
                number = code.get("id", "")
                self.by_id[number] = number
                self.by_rid[code.get("rid", number)] = number

    def opening(self, code: Element) -> str:
        """The number of the code that opens what this one closes."""
        number = code.get("id", "")
        link = code.get("rid", number)
        first, second = (self.by_id, self.by_rid) if code.get("rid") is None else (self.by_rid, self.by_id)
        return first.get(link) or second.get(link) or link


def _kind(code: Element) -> str:
    """The kind of an inline code, by its name or by its ``pos`` if its partner is in another unit; empty: no code."""
    name = local(code.tag)
    return CODES.get(f"{name} {code.get('pos', '')}" if name == "it" else name, "")


def _walk(element: Element, content: PieceList, pairs: _Pairs) -> None:
    """The content of a source or target: text and codes by their numbers."""
    content.text(element.text)
    for child in element:
        name, number, kind = local(child.tag), _number(child), _kind(child)
        if name == "g":
            content.pair(number)
            _walk(child, content, pairs)
            content.pair(number, CLOSE)
        elif kind:
            content.append((kind, number if kind != CLOSE or number == BREAK else pairs.opening(child)))
        elif name in TRANSPARENT:
            _walk(child, content, pairs)
        else:
            raise RefusedFileError(_("The element <%(tag)s> is not allowed in a text.") % {"tag": name})
        content.text(child.tail)
