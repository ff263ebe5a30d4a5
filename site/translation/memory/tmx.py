"""Translation memory as TMX 1.4b: export and import.

A tag within a text is written as an inline element that holds it: ``<bpt i="1">&lt;b&gt;</bpt>`` and its
``<ept i="1">``, and ``<ph>&lt;br/&gt;</ph>`` for what has no end. What stands outside of inline elements is text, never
markup. Of files from elsewhere, inline elements whose content is no tag of HTML (codes of other tools) are left out.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import IO
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import quoteattr

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.strings import StringValue

from core.base.plain_text import clean_line, clean_lines
from translation.exchange.import_views import Outcome, RefusedRowsError, locale_for
from translation.exchange.xml import MEGABYTE, Limits, RefusedFileError, StartTag, local
from translation.exchange.xml import read_elements as read_xml
from translation.memory.importing import MOST, Incoming, take
from translation.memory.models import MemoryEntry
from translation.units.markup import MarkupError, normalize
from translation.units.segment_text import BREAK, TAG, is_blank, plain

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LIMITS = Limits(size=40 * MEGABYTE, depth=20, text=200_000)
#: Characters of one text at most.
LONGEST = 20_000
DATE = "%Y%m%dT%H%M%SZ"
#: What of an entry's place goes along, by the properties that carry it.
PLACE = {"x-plataforma-object": "object_key", "x-plataforma-path": "path", "x-plataforma-place": "place"}
#: What names our files, whose line breaks are codes.
TOOL = "Plataforma"
#: White space that a tool has put round a text to show it on lines of its own.
INDENTATION = re.compile(r"\A[ \t]*\n\s*|\s*\n[ \t]*\Z")
KINDS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", "br": "lb"}


def serialize(entries: Iterable[MemoryEntry], source: Locale) -> Iterator[str]:
    """A file of entries whose source language is ``source``, piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="{TOOL}" creationtoolversion="1" segtype="block" o-tmf="wagtail-localize"'
        f' adminlang="en" srclang={quoteattr(source.language_code)} datatype="html"/>\n<body>\n'
    )
    for entry in entries:
        yield tostring(_unit(entry), encoding="unicode") + "\n"
    yield "</body>\n</tmx>\n"


def _unit(entry: MemoryEntry) -> Element:
    unit = Element("tu", {"changedate": entry.changed_at.astimezone(UTC).strftime(DATE)})
    author = entry.author.get_username() if entry.author else entry.author_name
    if author:
        unit.set("changeid", clean_line(author))
    for name, field in PLACE.items():
        if value := getattr(entry, field):
            SubElement(unit, "prop", {"type": name}).text = clean_line(str(value))
    for locale, text in ((entry.unit.source_locale, entry.unit.text), (entry.unit.target_locale, entry.text)):
        version = SubElement(unit, "tuv", {XML_LANG: locale.language_code})
        _fill(SubElement(version, "seg"), clean_lines(text))
    return unit


def _fill(segment: Element, text: str) -> None:
    """Write a text with its tags as inline elements, each pair with a number of its own."""
    opened: list[int] = []
    number = at = 0
    last: Element | None = None
    for match in TAG.finditer(text):
        _append(segment, last, plain(text[at : match.start()]))
        at, tag = match.end(), match[0]
        name = re.sub(r"\W", " ", tag).split()[0].lower()
        if BREAK.fullmatch(tag):
            last = SubElement(segment, "ph", {"type": KINDS[name]})
        elif tag.startswith("</"):
            last = SubElement(segment, "ept", {"i": str(opened.pop() if opened else 0)})
        else:
            number += 1
            opened.append(number)
            last = SubElement(segment, "bpt", {"i": str(number), "type": KINDS.get(name, f"x-{name}")})
        last.text = tag
    _append(segment, last, plain(text[at:]))


def _append(segment: Element, last: Element | None, text: str) -> None:
    if last is None:
        segment.text = (segment.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def import_file(file: IO[bytes], name: str, *, only_check: bool = False) -> Outcome:
    """Take the translations of a file into the memory.

    Args:
        file: an open file of bytes.
        name: what it is called; the memory says so of what came from it.
        only_check: say what would be added, and add nothing.

    Raises:
        RefusedFileError: it is too large, not well-formed, no TMX, or in no languages of the platform.
        RefusedRowsError: some texts have markup that they may not have; nothing is added then.
    """
    return take(_TmxReader(name).units(file), only_check=only_check)


class _TmxReader:
    """Reads one file, and knows its languages."""

    def __init__(self, name: str) -> None:
        self._name = name[:255]
        self._locales: dict[str, Locale | None] = {}
        self._source = ""
        self._is_own = False

    def units(self, file: IO[bytes]) -> list[Incoming]:
        """The translations of a file between languages of this platform."""
        pairs: list[Incoming] = []
        wrong: list[str] = []
        is_tmx = False
        count = 0
        for piece in read_xml(file, opens=("tmx", "header"), closes=("tu",), doctype=True, limits=LIMITS):
            if isinstance(piece, StartTag):
                is_tmx = is_tmx or piece.name == "tmx"
                self._source = piece.attributes.get("srclang", self._source)
                self._is_own = piece.attributes.get("creationtool") == TOOL
                continue
            if not is_tmx:
                break
            count += 1
            if count > MOST:
                raise RefusedFileError(_("The file has more than %(count)d texts.") % {"count": MOST})
            try:
                pairs += self._of_unit(piece)
            except ValueError as error:
                wrong.append(_("Text %(number)d: %(reason)s") % {"number": count, "reason": error})
        if not is_tmx:
            raise RefusedFileError(_("This file is not a TMX file."))
        if wrong:
            raise RefusedRowsError(wrong)
        if not pairs:
            raise RefusedFileError(_("The file does not contain any translations between languages of this platform."))
        return pairs

    def _locale(self, tag: str) -> Locale | None:
        if tag not in self._locales:
            self._locales[tag] = locale_for(tag)
        return self._locales[tag]

    def _of_unit(self, unit: Element) -> list[Incoming]:
        """The pairs of languages of one unit. Of a unit without one source language, each is the others'."""
        versions = []
        for version in unit:
            segment = next((node for node in version if local(node.tag) == "seg"), None)
            tag = version.get(XML_LANG) or version.get("lang") or ""
            locale = self._locale(tag) if local(version.tag) == "tuv" else None
            if segment is not None and locale is not None:
                versions.append((tag, locale, _text(segment, is_own=self._is_own), version))
        source = unit.get("srclang", self._source)
        source_locale = self._locale(source) if source and source != "*all*" else None
        if source and source != "*all*" and source_locale is None:
            return []
        pairs = []
        for _tag, first, text, _version in versions:
            if source_locale is not None and first.pk != source_locale.pk:
                continue
            for _other_tag, second, translation, version in versions:
                if second.pk != first.pk and not is_blank(plain(text)) and not is_blank(plain(translation)):
                    pairs.append(self._incoming(unit, version, (first, text), (second, translation)))
        return pairs

    def _incoming(
        self, unit: Element, version: Element, source: tuple[Locale, str], target: tuple[Locale, str]
    ) -> Incoming:
        if max(len(source[1]), len(target[1])) > LONGEST:
            raise MarkupError(_("It is too long."))
        places = {
            PLACE[prop.get("type", "")]: (prop.text or "").strip()
            for prop in unit
            if local(prop.tag) == "prop" and prop.get("type") in PLACE
        }
        described = {**unit.attrib, **version.attrib}
        return Incoming(
            source_locale=source[0].pk,
            target_locale=target[0].pk,
            source=StringValue.from_translated_html(source[1]).data,
            target=normalize(source[1], target[1]),
            origin=self._name,
            author=(described.get("changeid") or described.get("creationid") or "")[:255],
            changed_at=_date(described.get("changedate") or described.get("creationdate")),
            **places,
        )


def _text(segment: Element, *, is_own: bool) -> str:
    """A segment as it is stored here: text is escaped, tags come out of their inline elements.

    Line breaks of other tools are those of the text, unless they are around it; ours (``is_own``) are codes.
    """
    markup = clean_lines(_markup(segment))
    if not is_own:
        markup = INDENTATION.sub("", markup).replace("\n", "<br/>")
    return StringValue.from_translated_html(markup).data


def _markup(segment: Element) -> str:
    pieces: list[str] = [escape(segment.text or "")]
    for node in segment:
        kind, content = local(node.tag), node.text or ""
        if kind == "hi":
            pieces.append(_markup(node))
        elif TAG.fullmatch(content.strip()):
            pieces.append(content.strip())
        elif content.lstrip().startswith("<"):
            raise MarkupError(_("“%(code)s” is not a simple tag.") % {"code": content.strip()[:40]})
        pieces.append(escape(node.tail or ""))
    return "".join(pieces)


def _date(text: str | None) -> datetime:
    try:
        return datetime.strptime(text or "", DATE).replace(tzinfo=UTC)
    except ValueError:
        return timezone.now()
