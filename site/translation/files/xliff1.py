"""XLIFF 1.2, in its strict form.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from translation.files import xml
from translation.files.incoming import IncomingFile, IncomingUnit, identifier
from translation.files.inline import ALONE, CLOSE, OPEN, Code, pieces, source_codes, target_codes
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

CORE = "urn:oasis:names:tc:xliff:document:1.2"
CTYPES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", BREAK: "lb"}
#: Our states in the words of 1.2, which has more of them.
WRITTEN = {State.TRANSLATED: "translated", State.REVIEWED: "signed-off", State.FINAL: "final"}
READ = {"translated": State.TRANSLATED, "signed-off": State.REVIEWED, "final": State.FINAL}
NEEDS_REVIEW = "needs-review-"
TRANSPARENT = {"mrk"}


def write(document: Document, addresses: list[str]) -> Iterator[str]:
    """A file, unit by unit; ``addresses`` are where the source and its translation are seen."""
    translation = document.translation
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    file = attributes(
        original=original(addresses, translation.uuid),
        source_language=source,
        target_language=target,
        datatype="html",
        tool_id=OURS,
    )
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff{attributes(version="1.2", xmlns=CORE)}>\n<file{file}>\n'
    yield f"<header>\n<tool{attributes(tool_id=OURS, tool_name='Plataforma')}/>\n"
    for text in [document.title, *addresses]:
        yield f"<note{attributes(**{'from': OURS})}>{escape(text)}</note>\n"
    yield "</header>\n<body>\n"
    for unit in document.units:
        yield "".join(_unit(unit, source, target))
    yield "</body>\n</file>\n</xliff>\n"


def _unit(unit: Unit, source: str, target: str) -> Iterator[str]:
    known = source_codes(unit)
    given = attributes(
        id=unit.key,
        resname=unit.path,
        xml__space="preserve",
        maxwidth=unit.place.limit,
        size_unit="char" if unit.place.limit else None,
        approved="yes" if unit.state in {State.REVIEWED, State.FINAL} else None,
    )
    yield f"<trans-unit{given}>\n<source{attributes(xml__lang=source)}>{_content(unit, unit.source, known)}</source>\n"
    state, qualifier = WRITTEN.get(State(unit.state), "needs-translation"), None
    if unit.target and unit.state == State.INITIAL:
        state, qualifier = f"{NEEDS_REVIEW}translation", "mt-suggestion" if unit.machine else None
    text = _content(unit, unit.target, target_codes(unit, unit.target, known)) if unit.target else ""
    yield f"<target{attributes(xml__lang=target, state=state, state_qualifier=qualifier)}>{text}</target>\n"
    for kind, told in notes(unit):
        yield f"<note{attributes(**{'from': f'{OURS}.{kind}'})}>{escape(told)}</note>\n"
    for comment in unit.comments:
        yield f"<note{attributes(**{'from': 'translator'})}>{escape(comment)}</note>\n"
    if unit.previous:
        parts = zip((("source", source), ("target", target)), unit.previous, strict=True)
        inner = "".join(
            f"<{name}{attributes(xml__lang=language)}>{escape(unit.shown(told))}</{name}>"
            for (name, language), told in parts
        )
        yield f"<alt-trans{attributes(alttranstype='previous-version')}>{inner}</alt-trans>\n"
    yield "</trans-unit>\n"


def _content(unit: Unit, text: str, codes: list[Code]) -> str:
    made = []
    for (kind, value), code in by_tag(codes, pieces(text, rich=unit.rich)):
        if code is None:
            made.append(escape(value))
        elif kind == CLOSE:
            made.append("</g>")
        else:
            name = code.tag.partition("#")[0]
            ctype = CTYPES.get(name, f"x-html-{name}")
            given = attributes(id=code.copy_of or code.id, ctype=ctype, equiv_text=code.opening)
            made.append(f"<x{given}/>" if kind == ALONE else f"<g{given}>")
    return "".join(made)


class Reader1:
    """Reads units of XLIFF 1.2."""

    def file(self, name: str, opened: xml.Opened) -> IncomingFile:
        """A ``file`` begins."""
        given = opened.attributes
        return IncomingFile(
            name,
            identifier(given.get("original", "")),
            given.get("source-language", ""),
            given.get("target-language", ""),
        )

    def unit(self, element: Element) -> IncomingUnit:
        """A whole unit."""
        target = _child(element, "target")
        found = Collected()
        if target is not None:
            _walk(target, found)
        return IncomingUnit(
            path=element.get("resname", ""),
            key=element.get("id", ""),
            source=flat(_child(element, "source")),
            pieces=list(found) if any(value for _kind, value in found) else None,
            state=_state(element, target),
            comments=[
                text
                for note in element
                if local(note.tag) == "note"
                and note.get("from", "").partition(".")[0] != OURS
                and (text := (note.text or "").strip())
            ],
        )


def _state(unit: Element, target: Element | None) -> str:
    """The state of a target; a tool may say no more than that it is approved."""
    written = "" if target is None else target.get("state", "")
    if written in READ:
        return READ[written]
    if unit.get("approved") == "yes":
        return State.REVIEWED
    return State.INITIAL


def _child(parent: Element, name: str) -> Element | None:
    return next((child for child in parent if local(child.tag) == name), None)


def _walk(element: Element, found: Collected) -> None:
    """The content of a target: text and codes by their numbers."""
    found.text(element.text)
    for child in element:
        name, number = local(child.tag), child.get("id", "")
        if child.get("ctype") == CTYPES[BREAK]:
            number = BREAK
        if name == "g":
            found.pair(number)
            _walk(child, found)
            found.pair(number, CLOSE)
        elif name in {"x", "ph", "it"}:
            found.append((ALONE, number))
        elif name in {"bx", "bpt"}:
            found.append((OPEN, number))
        elif name in {"ex", "ept"}:
            found.append((CLOSE, child.get("rid", number)))
        elif name in TRANSPARENT:
            _walk(child, found)
        else:
            raise RefusedFileError(_("The element <%(tag)s> is not allowed in a text.") % {"tag": name})
        found.text(child.tail)
