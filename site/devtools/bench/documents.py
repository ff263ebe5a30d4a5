"""Build documents that share a few small PDF files.

A page says format, size and length of a file out of its row and never opens it, so that thirty
thousand copies of the same bytes would only fill the disk.
"""

from collections.abc import Iterator
from itertools import count, cycle

from django.core.files.base import ContentFile
from wagtail.models import Collection

from core.documents.models import PlatformDocument
from core.documents.models.document import ExtractionState
from devtools.bench.texts import TextAuthor

#: Pages of the PDFs that are shared.
LENGTHS = (1, 2, 5)

#: Rows written with one statement.
BATCH = 500


def documents(author: TextAuthor) -> Iterator[PlatformDocument]:
    """One document after the other, without end; rows are written some at a time."""
    masters = cycle([_master(author, pages) for pages in LENGTHS])
    collection = Collection.get_first_root_node()
    numbers = count(1)
    while True:
        rows = [_row(next(masters), next(numbers), collection, author) for _place in range(BATCH)]
        yield from PlatformDocument.objects.bulk_create(rows)


def _master(author: TextAuthor, pages: int) -> PlatformDocument:
    """A PDF with text, stored and read."""
    from fpdf import FPDF  # only the demo's requirements have it

    sheet = FPDF()
    sheet.set_font("Helvetica", size=11)
    for _page in range(pages):
        sheet.add_page()
        sheet.multi_cell(0, text=author.text(300))
    document = PlatformDocument(title=f"Documento de {pages}", language="es")
    document.file = ContentFile(bytes(sheet.output()), name=f"bench-{pages}.pdf")
    document.save()
    document.pages, document.extraction_state, document.file_language = pages, ExtractionState.READ, "es"
    document.save(update_fields=["pages", "extraction_state", "file_language"])
    return document


def _row(master: PlatformDocument, number: int, collection: Collection, author: TextAuthor) -> PlatformDocument:
    return PlatformDocument(
        title=f"Documento {number}: {author.text(4)}",
        file=master.file.name,
        file_size=master.file_size,
        file_hash=master.file_hash,
        original_filename=f"documento-{number}.pdf",
        format=master.format,
        pages=master.pages,
        language=master.language,
        file_language=master.file_language,
        extraction_state=master.extraction_state,
        collection=collection,
    )
