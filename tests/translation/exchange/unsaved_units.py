"""Translation units without a database, and their files."""

from types import SimpleNamespace
from typing import Any, cast

from wagtail.models import Locale
from wagtail_localize.strings import StringValue

from translation.exchange.formats import FORMATS, parse
from translation.exchange.models import ImportState
from translation.exchange.parsed_file import IncomingFile
from translation.exchange.report import FileReport
from translation.exchange.units import FileUnit, TranslationFile
from translation.exchange.validation import compare
from translation.units.labels import Place

MARK = "12345678-1234-1234-1234-123456789012"
LINE = Place("Title", one_line=True)
LINES = Place("Summary")


def make_unit(source: str, target: str = "", place: Place = LINE, number: int = 1, **more: Any) -> FileUnit:
    """A unit of a plain field; ``source`` and ``target`` are unescaped."""
    return FileUnit(
        path=more.pop("path", f"field{number}"),
        string_id=number,
        context_id=number,
        source=stored_text(source),
        rich=False,
        attributes={},
        place=place,
        target=stored_text(target) if target else "",
        state=ImportState.TRANSLATED if target else ImportState.INITIAL,
        **more,
    )


def stored_text(text: str) -> str:
    """A plain text as wagtail-localize stores it."""
    return str(StringValue.from_plaintext(text).data)


def make_document(*units: FileUnit) -> TranslationFile:
    """A translation file from Spanish into English."""
    source = SimpleNamespace(locale=Locale(language_code="es"), object_repr="Page")
    translation = SimpleNamespace(uuid=MARK, source=source, target_locale=Locale(language_code="en"))
    return TranslationFile(cast(Any, translation), None, None, list(units))


def write_file(kind: str, *units: FileUnit) -> str:
    """Write the file of a translation in a format."""
    return "".join(FORMATS[kind].write(make_document(*units), []))


def parse_file(content: str) -> IncomingFile:
    """Parse a file of one translation."""
    (file,) = parse("file", content.encode())
    return file


def validate_file(content: str, *units: FileUnit) -> FileReport:
    """Validate a file against a translation and return the report."""
    return compare(parse_file(content).units, make_document(*units), FileReport("file"))
