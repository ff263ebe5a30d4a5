"""Glossary as CSV: export and import."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO

from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.base.spreadsheets import csv_text, harmless
from translation.exchange.import_views import Outcome, RefusedRowsError, locale_for
from translation.exchange.xml import RefusedFileError
from translation.glossary.import_rows import MOST, TermRow, take
from translation.glossary.models import GlossaryTerm

COLUMNS = ("source_language", "target_language", "term", "translation", "note", "not_to_be_used", "status")
REQUIRED_COLUMNS = COLUMNS[:4]
#: What stands between several variants in one cell.
SEPARATOR = "|"
SIZE = 5 * 1024 * 1024


def serialize(terms: Iterable[GlossaryTerm]) -> Iterator[str]:
    """The lines of a table of terms, in UTF-8 with a mark by which spreadsheets know it. No cell is a formula."""
    yield "\ufeff" + csv_text([COLUMNS])
    for term in terms:
        cells = (
            term.source_locale.language_code,
            term.target_locale.language_code,
            term.source_term,
            term.target_term,
            term.note,
            f" {SEPARATOR} ".join(term.variants),
            term.status,
        )
        yield csv_text([map(_harmless, cells)])


def import_table(file: IO[bytes], *, only_check: bool = False) -> Outcome:
    """Take the terms of a table, separated by commas or semicolons.

    Raises:
        RefusedFileError: it is too large, not in UTF-8, or lacks a column.
        RefusedRowsError: some rows are wrong; nothing is changed then.
    """
    return take(_rows(_text(file)), only_check=only_check)


def _text(file: IO[bytes]) -> str:
    content = file.read(SIZE + 1)
    if len(content) > SIZE:
        raise RefusedFileError(_("The file is larger than %(size)d MB.") % {"size": SIZE // 1024 // 1024})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFileError(_("The file is not encoded in UTF-8. Save it as CSV in UTF-8.")) from error
    if "\0" in text:
        raise RefusedFileError(_("This file is not a table. Save it as CSV in UTF-8."))
    if not text.strip():
        raise RefusedFileError(_("The file is empty."))
    return text


def _rows(text: str) -> list[TermRow]:
    rows, wrong = [], []
    locales: dict[str, Locale | None] = {}
    try:
        for number, cells in _lines(text):
            place = _("Line %(number)d") % {"number": number}
            tags = [cells[name] for name in REQUIRED_COLUMNS[:2]]
            locales |= {tag: locale_for(tag) for tag in tags if tag not in locales}
            source, target = (locales[tag] for tag in tags)
            if source is None or target is None:
                unknown = [tag for tag in tags if locales[tag] is None]
                wrong.append(
                    _("%(place)s: “%(tag)s” is not a language of this platform.") % {"place": place, "tag": unknown[0]}
                )
                continue
            rows.append(_row(place, source, target, cells))
    except csv.Error as error:
        raise RefusedFileError(_("This file is not a table. Save it as CSV in UTF-8.")) from error
    if wrong:
        raise RefusedRowsError(wrong)
    return rows


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a table that say something, with their numbers, the cells by their columns' names."""
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    if missing := [name for name in REQUIRED_COLUMNS if name not in names]:
        raise RefusedFileError(
            _("Columns are missing: %(missing)s. The first line must contain their names.")
            % {"missing": ", ".join(missing)}
        )
    reader.fieldnames = names
    for number, cells in enumerate(reader, start=2):
        if number > MOST + 2:
            raise RefusedFileError(_("The file has more than %(count)d terms.") % {"count": MOST})
        row = {name: _cell(value) for name, value in cells.items() if isinstance(name, str)}
        if any(row.values()):
            yield number, row


def _row(place: str, source: Locale, target: Locale, cells: dict[str, str]) -> TermRow:
    return TermRow(
        place,
        source,
        target,
        cells["term"],
        cells["translation"],
        cells.get("note", ""),
        [part.strip() for part in cells.get("not_to_be_used", "").split(SEPARATOR) if part.strip()],
        cells.get("status") or GlossaryTerm.Status.APPROVED,
    )


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet calculates, in a form that can be told from what somebody has typed."""
    text = str(harmless(cell))
    return f"'{text}" if _is_harmless(cell) else text


def _is_harmless(cell: str) -> bool:
    """Whether a cell is led by an apostrophe for spreadsheets."""
    return cell.startswith("'") and (harmless(cell[1:]) == cell or _is_harmless(cell[1:]))


def _cell(value: str | list[str] | None) -> str:
    """A cell as it was before it was made harmless for spreadsheets."""
    text = (value if isinstance(value, str) else "").strip()
    return text[1:] if _is_harmless(text) else text
