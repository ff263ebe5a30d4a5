"""Validates the rules of XLIFF 2.1's core that our files could break.

https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html; section numbers are those of its detailed
specifications.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATES = {"initial", "translated", "reviewed", "final"}
NMTOKEN = re.compile(r"[\w.:-]+\Z")
#: The core's own values of subType, by type (4.3.1.43).
SUBTYPES = {"xlf:b": "fmt", "xlf:i": "fmt", "xlf:u": "fmt", "xlf:lb": "fmt", "xlf:pb": "fmt", "xlf:var": "ui"}
#: What may stand in an element, in this order, and how often: "?" once, "*" any number, "+" once or more.
ORDER = {
    "xliff": "(file )+",
    "file": "(notes )?((unit|group) )+",
    "notes": "(note )+",
    "unit": "(matches )?(notes )?(originalData )?((segment|ignorable) )+",
    "originalData": "(data )+",
    "segment": "source (target )?",
    "matches": "(match )+",
    "match": "source target ",
}
INLINE = {"pc", "ph", "sc", "ec", "cp", "mrk", "sm", "em"}


def xliff_errors(content: str) -> list[str]:
    """The violations of the standard in a file."""
    root = fromstring(content.encode())
    return [*_structure(root), *_root(root), *(fault for unit in root.iter(f"{{{CORE}}}unit") for fault in _unit(unit))]


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _structure(element: Element) -> Iterator[str]:
    name = _name(element)
    namespace = MATCHES if name in {"matches", "match"} else CORE
    if element.tag != f"{{{namespace}}}{name}":
        yield f"{name} is in another namespace"
    if name in ORDER:
        there = "".join(f"{_name(child)} " for child in element)
        if not re.fullmatch(ORDER[name], there):
            yield f"{name} holds {there}"
    elif name in {"source", "target", "pc", "mrk"}:
        yield from (f"{_name(child)} in a text" for child in element if _name(child) not in INLINE)
    if "id" in element.attrib and not NMTOKEN.match(element.attrib["id"]):
        yield f"{element.attrib['id']} is no NMTOKEN"
    for child in element:
        yield from _structure(child)


def _root(root: Element) -> Iterator[str]:
    given = root.attrib
    if given.get("version") not in {"2.0", "2.1"} or not given.get("srcLang"):
        yield "no version or language"
    if root.find(f".//{{{CORE}}}target") is not None and not given.get("trgLang"):
        yield "targets without a language"
    for side, language in (("source", given.get("srcLang")), ("target", given.get("trgLang"))):
        for element in root.iter(f"{{{CORE}}}{side}"):
            if element.get(LANG, language) != language:
                yield f"a {side} in {element.get(LANG)}"
    files = root.findall(f"{{{CORE}}}file")
    yield from _twice("file", [file.get("id") for file in files])
    for file in files:
        yield from _twice("unit", [unit.get("id") for unit in file.iter(f"{{{CORE}}}unit")])
        yield from _twice(
            "note", [note.get("id") for note in file.findall(f"{{{CORE}}}notes/{{{CORE}}}note")], of_all=False
        )


def _twice(kind: str, ids: list[str | None], *, of_all: bool = True) -> Iterator[str]:
    if of_all and None in ids:
        yield f"a {kind} without an id"
    yield from (f"{kind} {key} twice" for key, number in Counter(ids).items() if key is not None and number > 1)


def _unit(unit: Element) -> Iterator[str]:
    segments = unit.findall(f"{{{CORE}}}segment")
    data = [each.get("id") for each in unit.findall(f"{{{CORE}}}originalData/{{{CORE}}}data")]
    yield from _twice("data", data)
    sources = [segment.find(f"{{{CORE}}}source") for segment in segments]
    targets = [segment.find(f"{{{CORE}}}target") for segment in segments]
    of_source = {code.get("id"): code for source in sources if source is not None for code in _codes(source)}
    for side in (sources, targets):
        ids = [code.get("id") for text in side if text is not None for code in _codes(text)]
        yield from _twice("id", [*ids, *(each.get("id") for each in segments if each.get("id"))])
        for text in side:
            for code in _codes(text) if text is not None else ():
                yield from _code(code, set(data), of_source, in_target=side is targets)
    for segment in segments:
        if segment.get("state", "initial") not in STATES:
            yield f"state {segment.get('state')}"
        if "subState" in segment.attrib and ("state" not in segment.attrib or ":" not in segment.attrib["subState"]):
            yield "a subState without a state or an authority"
    known = {f"#{segment.get('id')}" for segment in segments}
    yield from (
        f"a match of {match.get('ref')}" for match in unit.iter(f"{{{MATCHES}}}match") if match.get("ref") not in known
    )


def _codes(text: Element) -> list[Element]:
    return [element for element in text.iter() if _name(element) in INLINE - {"cp"}]


def _code(
    code: Element, data: set[str | None], of_source: dict[str | None, Element], *, in_target: bool
) -> Iterator[str]:
    given, name = code.attrib, _name(code)
    for reference in ("dataRef", "dataRefStart", "dataRefEnd"):
        if reference in given and given[reference] not in data:
            yield f"no data {given[reference]}"
    if "dataRef" in given and name == "pc":
        yield "dataRef of a pair"
    subtype = given.get("subType", "")
    if subtype and (":" not in subtype or not given.get("type")):
        yield f"subType {subtype} without a type or an authority"
    if subtype.startswith("xlf:") and SUBTYPES.get(subtype) != given.get("type"):
        yield f"subType {subtype} of type {given.get('type')}"
    if "copyOf" in given:
        yield from _copy(code, of_source, in_target=in_target)
    elif in_target:
        yield from _is_copied(code, of_source)


def _copy(code: Element, of_source: dict[str | None, Element], *, in_target: bool) -> Iterator[str]:
    base = of_source.get(code.get("copyOf"))
    if not in_target or base is None or set(code.keys()) & {"dataRef", "dataRefStart", "dataRefEnd"}:
        yield f"a copy of {code.get('copyOf')} that may not be one"
    elif base.get("canCopy") == "no":
        yield f"a copy of {code.get('copyOf')}, which can't be copied"


def _is_copied(code: Element, of_source: dict[str | None, Element]) -> Iterator[str]:
    base = of_source.get(code.get("id"))
    if base is not None and (_name(base), base.get("type")) != (_name(code), code.get("type")):
        yield f"{code.get('id')} is another code in the source"
    if base is None and code.get("canDelete") == "no":
        yield f"a code that the source lacks and that can't be deleted: {code.get('id')}"
