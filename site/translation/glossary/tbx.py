"""Glossary as TBX (ISO 30042): export and import.

Written in the third version, dialect TBX-Basic in DCA style, or in the second (TBX-Basic of LISA, ``martif``), which
older tools read; both are read. A concept is a term of one language with its translations into another: the agreed
ones, and as deprecated those that are not to be used.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import IO
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.base.plain_text import clean_line, clean_lines
from translation.exchange.import_views import Outcome, RefusedRowsError, locale_for
from translation.exchange.xml import Limits, RefusedFileError, StartTag, local
from translation.exchange.xml import read_elements as read_xml
from translation.glossary.import_rows import MOST, TermRow, take
from translation.glossary.models import GlossaryTerm

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
LIMITS = Limits(size=10 * 1024 * 1024, depth=20, text=100_000)
#: What says of a term how far it is agreed on.
STATUS = {
    GlossaryTerm.Status.APPROVED: "preferredTerm-admn-sts",
    GlossaryTerm.Status.PROPOSED: "admittedTerm-admn-sts",
    GlossaryTerm.Status.RETIRED: "supersededTerm-admn-sts",
}
STATUS_OF = {name: status for status, name in STATUS.items()}
FORBIDDEN = "deprecatedTerm-admn-sts"


@dataclass(frozen=True)
class Names:
    """Names of the elements in one version of TBX."""

    entry: str
    language: str
    term: str


NAMES = {3: Names("conceptEntry", "langSec", "termSec"), 2: Names("termEntry", "langSet", "tig")}
HEAD = {
    3: (
        f'<tbx xmlns="{NAMESPACE}" type="TBX-Basic" style="dca" xml:lang="{{tag}}"><tbxHeader><fileDesc><sourceDesc>'
        '<p>Plataforma</p></sourceDesc></fileDesc><encodingDesc><p type="XCSURI">TBXXCSV02.xcs</p></encodingDesc>'
        "</tbxHeader><text><body>\n"
    ),
    2: (
        '<martif type="TBX-Basic" xml:lang="{tag}"><martifHeader><fileDesc><sourceDesc><p>Plataforma</p></sourceDesc>'
        '</fileDesc><encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader><text><body>\n'
    ),
}
TAIL = {3: "</body></text></tbx>\n", 2: "</body></text></martif>\n"}


def serialize(terms: Iterable[GlossaryTerm], source: Locale, version: int = 3) -> Iterator[str]:
    """A file of terms whose source language is ``source``, piece by piece; ``version`` is 3 or 2."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + HEAD[version].format(tag=source.language_code)
    ordered = sorted(terms, key=lambda term: (term.source_term, term.target_locale_id, term.target_term))
    groups = groupby(ordered, key=lambda term: (term.source_term, term.target_locale_id))
    for number, (_key, group) in enumerate(groups, start=1):
        yield tostring(_entry(number, list(group), NAMES[version]), encoding="unicode") + "\n"
    yield TAIL[version]


def _entry(number: int, terms: list[GlossaryTerm], names: Names) -> Element:
    entry = Element(names.entry, {"id": f"c{number}"})
    first = terms[0]
    source = SubElement(entry, names.language, {XML_LANG: first.source_locale.language_code})
    _term(source, first.source_term, "", "", names)
    target = SubElement(entry, names.language, {XML_LANG: first.target_locale.language_code})
    for term in terms:
        _term(target, term.target_term, STATUS[GlossaryTerm.Status(term.status)], term.note, names)
    for variant in dict.fromkeys(variant for term in terms for variant in term.variants):
        _term(target, variant, FORBIDDEN, "", names)
    return entry


def _term(language: Element, words: str, status: str, note: str, names: Names) -> None:
    section = SubElement(language, names.term)
    SubElement(section, "term").text = clean_line(words)
    if status:
        SubElement(section, "termNote", {"type": "administrativeStatus"}).text = status
    if note:
        SubElement(section, "note").text = clean_lines(note).replace("\r\n", "\n")


def import_file(file: IO[bytes], *, only_check: bool = False) -> Outcome:
    """Take the terms of a file of either version.

    Raises:
        RefusedFileError: it is too large, not well-formed, no TBX, or names no source language.
        RefusedRowsError: some terms are wrong, or in languages that the platform has not; nothing is changed then.
    """
    return take(_rows(file), only_check=only_check)


def _rows(file: IO[bytes]) -> list[TermRow]:
    locales: dict[str, Locale | None] = {}
    rows: list[TermRow] = []
    wrong: list[str] = []
    source = ""
    number = 0
    entries = tuple(names.entry for names in NAMES.values())
    for piece in read_xml(file, opens=("tbx", "martif"), closes=entries, doctype=True, limits=LIMITS):
        if isinstance(piece, StartTag):
            source = piece.attributes.get(XML_LANG, "")
            continue
        if not source:
            break
        number += 1
        if number > MOST:
            raise RefusedFileError(_("The file has more than %(count)d terms.") % {"count": MOST})
        for section in _sections(piece):
            tag = section.tag
            if tag not in locales:
                locales[tag] = locale_for(tag)
        place = _("Entry %(id)s") % {"id": piece.get("id") or number}
        rows += _of_entry(place, _sections(piece), source, locales, wrong)
    if not source:
        raise RefusedFileError(_("This file is not a TBX file, or it does not state its source language (xml:lang)."))
    if wrong:
        raise RefusedRowsError(wrong)
    return rows


@dataclass
class _Section:
    """The terms of one language within an entry: words, status, note."""

    tag: str
    terms: list[tuple[str, str, str]]


def _sections(entry: Element) -> list[_Section]:
    languages = {names.language for names in NAMES.values()}
    kinds = {names.term for names in NAMES.values()} | {"ntig"}
    sections = []
    for language in entry.iter():
        if local(language.tag) in languages:
            terms = [_parse_term(section) for section in language.iter() if local(section.tag) in kinds]
            sections.append(_Section(language.get(XML_LANG, ""), [term for term in terms if term[0]]))
    return sections


def _parse_term(section: Element) -> tuple[str, str, str]:
    words = status = note = ""
    for node in section.iter():
        name, text = local(node.tag), "".join(node.itertext()).strip()
        if name == "term":
            words = text
        elif name == "termNote" and node.get("type") == "administrativeStatus":
            status = text
        elif name == "note":
            note = text
    return words, status, note


def _of_entry(
    place: str, sections: list[_Section], source: str, locales: dict[str, Locale | None], wrong: list[str]
) -> list[TermRow]:
    unknown = sorted({section.tag for section in sections if locales[section.tag] is None})
    if unknown:
        wrong += [
            _("%(place)s: “%(tag)s” is not a language of this platform.") % {"place": place, "tag": tag}
            for tag in unknown
        ]
        return []
    first = next((section for section in sections if _same(section.tag, source)), None)
    if first is None:
        wrong.append(_("%(place)s: there is no term in the source language of the file.") % {"place": place})
        return []
    rows = []
    for section in sections:
        if section is first:
            continue
        forbidden = [words for words, status, _note in section.terms if status == FORBIDDEN]
        allowed_terms = [term for term in section.terms if term[1] != FORBIDDEN]
        for term, term_status, _term_note in first.terms:
            if term_status == FORBIDDEN:
                continue
            rows += [
                TermRow(place, locales[first.tag], locales[section.tag], term, words, note, forbidden, _status(status))
                for words, status, note in allowed_terms
            ]
    return rows


def _status(name: str) -> str:
    return STATUS_OF.get(name, GlossaryTerm.Status.APPROVED)


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower() or one.lower().partition("-")[0] == other.lower().partition("-")[0]
