"""Registry of file formats, and detection of the format of a file."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _

from translation.exchange import po, xliff1, xliff2, xml
from translation.exchange.parsed_file import IncomingFile
from translation.exchange.units import TranslationFile
from translation.exchange.xml import RefusedFileError

#: With what a file of XML may begin.
XML_STARTS = (b"<", codecs.BOM_UTF8 + b"<", codecs.BOM_UTF16_LE + b"<\0", codecs.BOM_UTF16_BE + b"\0<", b"<\0", b"\0<")


@dataclass(frozen=True)
class Format:
    """Format of translation files: ``write`` yields a file piece by piece."""

    label: str
    extension: str
    content_type: str
    write: Callable[[TranslationFile, list[str]], Iterator[str]]


FORMATS = {
    "xliff": Format("XLIFF 2.1", "xlf", "application/xliff+xml", xliff2.write),
    "xliff12": Format("XLIFF 1.2", "xlf", "application/xliff+xml", xliff1.write),
    "po": Format("PO (gettext)", "po", "text/x-gettext-translation", po.write),
}


def parse(name: str, content: bytes) -> Iterator[IncomingFile]:
    """The translations in a file, whatever it is named.

    Raises:
        RefusedFileError: it is in no known format, or broken.
    """
    return parse_xliff(name, content) if content.lstrip().startswith(XML_STARTS) else po.parse(name, content)


def parse_xliff(name: str, content: bytes) -> Iterator[IncomingFile]:
    """The translations in a file of XLIFF, one for each ``file`` in it.

    Raises:
        RefusedFileError: it is no XLIFF of a known version, or one that ``xml.read`` refuses.
    """
    reader: xliff1.Reader1 | xliff2.Reader2 | None = None
    incoming_file: IncomingFile | None = None
    limits = xml.Limits(size=len(content))  # how large it may be was asked before
    for part in xml.read_elements(
        BytesIO(content), opens={"xliff", "file"}, closes={"unit", "trans-unit"}, limits=limits
    ):
        if isinstance(part, xml.StartTag) and part.name == "xliff":
            version = part.attributes.get("version", "")
            if version not in {"1.2", "2.0", "2.1"}:
                raise RefusedFileError(
                    _("This is an XLIFF %(version)s file. Only versions 1.2, 2.0 and 2.1 can be read.")
                    % {"version": version or "?"}
                )
            reader = xliff1.Reader1() if version == "1.2" else xliff2.Reader2(part)
        elif reader is None:
            break
        elif isinstance(part, xml.StartTag):
            if incoming_file is not None:
                yield incoming_file
            incoming_file = reader.file(name, part)
        elif incoming_file is not None and part.get("translate") != "no":  # a tool's own, which nobody translates
            incoming_file.units.append(reader.unit(part))
    if incoming_file is None:
        raise RefusedFileError(_("This file is not an XLIFF file."))
    yield incoming_file
