"""Results as the page shows them: highlights, and pages of files that match."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.base.page_types import page_types
from core.documents.models import DocumentText, PlatformDocument
from search import analysis
from search.expression import Expression
from search.files import join_hyphenated_lines, telling_pages
from search.highlights import Fragment, Marker, all_positions
from search.models import Entry


@dataclass(frozen=True)
class InFile:
    """Place of a match in a file: the page number, from 1."""

    document: PlatformDocument
    page: int
    language: str
    snippet: list[Fragment]

    @property
    def url(self) -> str:
        """The address at which readers of PDF open that page."""
        return f"{self.document.url}#page={self.page}"


@dataclass(frozen=True)
class Hit:
    """A result. ``place`` is its position among all results, from 1; ``kind`` says what type of page it is."""

    entry: Entry
    place: int
    kind: str
    title: list[Fragment]
    snippet: list[Fragment]
    in_file: InFile | None = None

    @property
    def page(self) -> Any:
        """The page."""
        return self.entry.page


def hits(entries: Sequence[Entry], expression: Expression, first: int) -> list[Hit]:
    """Hits for the entries of a results page; ``first``: position of the first. Three queries if files are read."""
    marker = Marker(expression)
    required = all_positions(expression.clauses)
    clauses_by_page = {
        entry.pk: marker.says([entry.head, entry.title, entry.acronym, entry.summary, entry.text]) for entry in entries
    }
    incomplete = [entry for entry in entries if not required <= clauses_by_page[entry.pk]]
    files = _in_files(incomplete, marker, clauses_by_page) if incomplete else {}
    return [
        Hit(
            entry,
            place,
            str(entry.page.specific_class.reader_kind()),
            marker.whole(entry.title),
            _snippet(entry, marker),
            files.get(entry.pk),
        )
        for place, entry in enumerate(entries, start=first)
    ]


def _snippet(entry: Entry, marker: Marker) -> list[Fragment]:
    """The summary if it says all that the text does, else the place in the text; the summary where neither says it."""
    summary, text = marker.says([entry.summary]), marker.says([entry.text])
    if summary >= text or not text:
        return marker.whole(entry.summary)
    return marker.around(entry.text)


def _in_files(entries: Sequence[Entry], marker: Marker, clauses_by_page: dict[int, set[int]]) -> dict[int, InFile]:
    """For each page whose own text lacks some terms, the page of a file with most of them."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry.pk)
    documents_by_page: dict[int, list[int]] = {}
    for page_type in page_types():
        if by_kind[page_type.name]:
            for page, rows in page_type.get_files(by_kind[page_type.name]).items():
                documents_by_page[page] = [
                    pk for pk, language in rows if not language or analysis.base(language) == marker.language
                ]
    documents = {pk for rows in documents_by_page.values() for pk in rows}
    if not documents:
        return {}
    best: dict[int, tuple[int, DocumentText, str]] = {}
    for row in telling_pages(documents, marker.clauses, marker.language):
        text = join_hyphenated_lines(row.text)
        value = len(marker.says([text]))
        if value and (row.document_id not in best or value > best[row.document_id][0]):
            best[row.document_id] = (value, row, text)
    by_page = {}
    for page, keys in documents_by_page.items():
        matches = [best[key] for key in keys if key in best]
        if matches:
            _value, row, text = max(matches, key=lambda each: each[0])
            by_page[page] = InFile(row.document, row.page, row.document.in_language, marker.around(text))
    return by_page
