"""Cover of a resource drawn from a file, as templates show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.documents.models import DocumentCover
from core.documents.permissions import open_to_all


@dataclass(frozen=True)
class FileThumbnail:
    """A picture of a first page: its address, and its size in pixels."""

    address: str
    width: int
    height: int


def file_thumbnail(data: Mapping[str, Any] | None) -> FileThumbnail | None:
    """The picture that was noted with a resource. No query."""
    if not data:
        return None
    address = f"{reverse('file_cover', args=[data['key']])}?v={data['version']}"
    return FileThumbnail(address, data["width"], data["height"])


def cover_data(file_rows: Iterable[Any], language_code: str) -> dict[str, Any] | None:
    """What is noted of the picture for a resource's files: of one in its language, or else of the first that has any.

    Files that not everybody may have are passed over. Two queries at most.
    """
    cover = _cover_of([row for row in file_rows if row.document_id], language_code)
    if cover is None:
        return None
    return {"key": str(cover.document.key), "version": cover.version, "width": cover.width, "height": cover.height}


def _cover_of(rows: list[Any], language_code: str) -> DocumentCover | None:
    documents = open_to_all().filter(pk__in=[row.document_id for row in rows])
    covers = DocumentCover.objects.filter(document__in=documents).select_related("document")
    by_document = {cover.document_id: cover for cover in covers} if rows else {}
    rows.sort(key=lambda row: row.language != language_code)  # the order of the rows stays otherwise
    return next((by_document[row.document_id] for row in rows if row.document_id in by_document), None)
