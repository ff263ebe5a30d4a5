"""PO (gettext): write and read a translation.

A text of a place with formatting keeps its tags, any other is plain text. ``fuzzy`` is what a person has still to
look at: what a machine wrote, and the translation of what stood there before the source changed, with that source
beside it.
"""

import codecs
import re
from collections.abc import Iterator

import polib
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from core.base.plain_text import LINE_BREAK, clean_line, clean_lines
from translation.exchange.models import ImportState
from translation.exchange.parsed_file import IncomingFile, IncomingUnit, identifier
from translation.exchange.units import FileUnit, TranslationFile
from translation.exchange.xml import RefusedFileError

#: The header by which a file says whose translation it is; wagtail-localize's.
MARK = "X-WagtailLocalize-TranslationID"
#: The header that says how many texts the file was made with.
COUNT = "X-Number-Of-Texts"
#: Where lines of a file are folded.
WIDTH = 100
CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def write(document: TranslationFile, addresses: list[str]) -> Iterator[str]:
    """A file, entry by entry; ``addresses`` are where the source and its translation are seen."""
    yield f"{_header(document, addresses)}\n"
    for unit in document.units:
        yield f"{_entry(unit).__unicode__(WIDTH)}\n"


def _header(document: TranslationFile, addresses: list[str]) -> polib.POEntry:
    translation = document.translation
    file = polib.POFile(wrapwidth=WIDTH)
    file.metadata = {
        "Project-Id-Version": clean_line(document.title),
        "POT-Creation-Date": localtime(now()).strftime("%Y-%m-%d %H:%M%z"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": to_locale(translation.target_locale.language_code),
        "X-Source-Language": to_locale(translation.source.locale.language_code),
        "X-Generator": "Plataforma",
        MARK: str(translation.uuid),
        COUNT: str(len(document.units)),
    }
    entry: polib.POEntry = file.metadata_as_entry()
    entry.tcomment = "\n".join(map(clean_line, [document.title, *addresses]))
    return entry


def _entry(unit: FileUnit) -> polib.POEntry:
    previous_source, target_text = unit.previous or ("", unit.target)
    is_fuzzy = bool(unit.previous) or bool(unit.target and unit.state == ImportState.INITIAL)
    return polib.POEntry(
        msgctxt=unit.path,
        msgid=unit.to_display(unit.source),
        msgstr=unit.to_display(target_text),
        previous_msgctxt=None,
        previous_msgid=unit.to_display(previous_source) if previous_source else None,
        flags=["fuzzy"] if is_fuzzy else [],
        comment="\n".join(map(clean_line, _notes(unit))),
        tcomment=clean_lines("\n".join(unit.comments)),
    )


def _notes(unit: FileUnit) -> Iterator[str]:
    yield unit.place.label
    if unit.place.limit:
        yield _("At most %(limit)d characters.") % {"limit": unit.place.limit}
    if unit.machine:
        yield _("Machine translation, not reviewed.")
    if unit.error:
        yield unit.error
    for link, attributes in unit.attributes.items():
        if address := attributes.get("href"):
            yield f'<a id="{link}">: {address}'


def parse(name: str, content: bytes) -> Iterator[IncomingFile]:
    """The translation in a file.

    Raises:
        RefusedFileError: it is no PO file, or in another encoding than it says, or cut off.
    """
    text = _decode(content)
    try:
        # polib takes what is a path on this machine for a file to read: nothing that begins so is one
        file = polib.pofile("\n" + "\n".join(_lines(text)))
    except (OSError, ValueError, IndexError, AttributeError) as error:
        raise RefusedFileError(_("This PO file cannot be read: %(error)s") % {"error": _place(error)}) from error
    incoming = IncomingFile(
        name,
        translation=identifier(file.metadata.get(MARK, "")),
        source_language=file.metadata.get("X-Source-Language", ""),
        target_language=file.metadata.get("Language", ""),
    )
    incoming.units = [_unit(entry) for entry in file if not entry.obsolete]
    expected = file.metadata.get(COUNT, "")
    if expected.isdecimal() and len(incoming.units) < int(expected):
        raise RefusedFileError(
            _("The file has %(there)d of the %(expected)s texts with which it was created. It is probably incomplete.")
            % {"there": len(incoming.units), "expected": expected}
        )
    yield incoming


def _lines(text: str) -> Iterator[str]:
    """The lines of a file as gettext divides them: other line breaks are in texts, where polib would cut them."""
    for line in re.split("\r\n|[\r\n]", text):
        yield clean_lines(LINE_BREAK.sub(" " if line.lstrip().startswith("#") else r"\\n", line))


def _unit(entry: polib.POEntry) -> IncomingUnit:
    return IncomingUnit(
        path=entry.msgctxt or "",
        source=entry.msgid,
        text=entry.msgstr or None,
        is_unfinished=entry.fuzzy,
        comments=[line for line in entry.tcomment.splitlines() if line.strip()],
    )


def _place(error: Exception) -> str:
    match = re.search(r"\(line (\d+)\)", str(error))
    # a line was put before the first one
    return _("line %(line)d") % {"line": int(match[1]) - 1} if match else _("its lines are not in PO format")


def _decode(content: bytes) -> str:
    if not content.strip():
        raise RefusedFileError(_("The file is empty."))
    charset = CHARSET.search(content[:4096])
    encoding = next((name for mark, name in BOMS if content.startswith(mark)), None)
    encoding = encoding or (charset[1].decode() if charset else "utf-8")
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise RefusedFileError(
            _("The file uses an unknown encoding (%(encoding)s). Save it as UTF-8.") % {"encoding": encoding}
        ) from error
    except UnicodeError as error:
        raise RefusedFileError(
            _("The file is not in the encoding that it states (%(encoding)s). Save it as UTF-8.")
            % {"encoding": encoding}
        ) from error
