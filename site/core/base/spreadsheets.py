"""Protect CSV and XLSX exports from formulas."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language, override

from core.base.csp import in_admin

#: What a spreadsheet takes for the beginning of a formula, blanks before it included.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠]")
_NEGATIVE = re.compile(r"-\d+([.,]\d+)?")
#: Characters that can't stand in a spreadsheet.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

# A cell of the admin's own tables may be longer than the 128 KB that the module reads by default.
csv.field_size_limit(100 * 1024 * 1024)


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet calculates or refuses: texts are led by an apostrophe where they need it."""
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    output = io.StringIO()
    csv.writer(output).writerows(rows)
    return output.getvalue()


class HarmlessExportMixin:
    """For views that Wagtail exports tables from: every cell is harmless, in workbooks of Excel as well."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """As Wagtail does it, and harmless."""
        return harmless(super().preprocess_field_value(field, value, export_format))  # type: ignore[misc]

    def get_heading(self, queryset: Any, field: str) -> Any:
        """As Wagtail does it, and harmless."""
        return harmless(super().get_heading(queryset, field))  # type: ignore[misc]


class SpreadsheetMiddleware(MiddlewareMixin):
    """Make every CSV file of the admin one that spreadsheets read as it is meant, those of Wagtail's lists included.

    No cell is a formula, a mark says that it is UTF-8, and it is in the language and the time zone of its reader:
    Wagtail writes the lines after the view, and both with it, has been left.
    """

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if not in_admin(request) or not response.headers.get("Content-Type", "").startswith("text/csv"):
            return response
        response.headers["Content-Type"] = "text/csv; charset=utf-8"
        if response.streaming:
            response.streaming_content = _for_reader(request, sanitize_csv(response.streaming_content))
        else:
            response.content = b"".join(sanitize_csv([response.content]))
        return response


def sanitize_csv(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A table in CSV with harmless cells, a line at a time, after the mark of UTF-8."""
    yield codecs.BOM_UTF8
    for row in csv.reader(_lines(codecs.iterdecode(pieces, "utf-8-sig"))):
        yield csv_text([[cell if _NEGATIVE.fullmatch(cell) else harmless(cell) for cell in row]]).encode()


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    remainder = ""
    for piece in pieces:
        *lines, remainder = (remainder + piece).split("\n")
        yield from (f"{line}\n" for line in lines)
    if remainder:
        yield remainder


def _for_reader(request: HttpRequest, lines: Iterator[bytes]) -> Iterator[bytes]:
    profile = getattr(getattr(request, "user", None), "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else get_language() or settings.LANGUAGE_CODE
    return _in_language(lines, language, profile.get_current_time_zone() if profile else settings.TIME_ZONE)


def _in_language(lines: Iterator[bytes], language: str, zone: str) -> Iterator[bytes]:
    while True:
        with override(language), timezone.override(zone):
            try:
                line = next(lines)
            except StopIteration:
                return
        yield line
