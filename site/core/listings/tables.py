"""CSV export of a list (RFC 4180), streamed."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.base.batches import batched
from core.base.spreadsheets import csv_text, harmless
from core.listings.results import ListResults

#: Pages whose relations are asked for at once, so that neither memory nor questions grow with the list.
BATCH = 500

#: Tells spreadsheets that the text is UTF-8.
MARK = "\ufeff"


def table(page: Page, results: ListResults, request: HttpRequest) -> StreamingHttpResponse:
    """The whole list with headings in its language."""
    name = f"{page.slug}-{page.locale.language_code}.csv"
    response = StreamingHttpResponse(_lines(results, request), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _lines(results: ListResults, request: HttpRequest) -> Iterator[str]:
    """The text, a batch at a time; the language is set for each, since the request's has passed by then."""
    columns, locale = results.definition.table, results.params.locale
    assert columns is not None  # noqa: S101 - who calls has seen to it
    keys = results.queryset.filter(locale=locale).order_by(*results.params.sort.order()).values_list("pk", flat=True)
    with translation.override(locale.language_code):
        head = MARK + _to_csv([[_("Title"), _("Address"), *columns.headings()]])
    yield head
    for batch in batched(keys, BATCH):
        by_pk = results.pages().in_bulk(batch)
        pages = [by_pk[key] for key in batch if key in by_pk]
        with translation.override(locale.language_code):
            cells = columns.rows(pages, locale)
            lines = [[page.title, page.get_full_url(request), *row] for page, row in zip(pages, cells, strict=True)]
            text = _to_csv(lines)
        yield text


def _to_csv(rows: Iterable[Iterable[Any]]) -> str:
    return csv_text([harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
