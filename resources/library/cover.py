"""Cover of a resource without its own: the first page of one of its files.

What pages and cards show is noted with the resource when it is saved and when a file is read, so that nobody
who visits a page waits for it.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save

from core.documents.models import DocumentCover
from resources.library.permissions import open_to_all
from resources.models import ResourcePage


def note_cover(page: ResourcePage) -> None:
    """Note which picture a resource shows: that of a file in its own language, or else of the first one that has any.

    Files that not everybody may have are passed over. Three queries at most.
    """
    cover = _cover_of(page)
    data = None
    if cover:
        data = {
            "key": str(cover.document.key),
            "version": cover.version,
            "width": cover.width,
            "height": cover.height,
        }
    if data != page.drawn_cover:
        page.drawn_cover = data
        ResourcePage.objects.filter(pk=page.pk).update(drawn_cover=data)


def _cover_of(page: ResourcePage) -> DocumentCover | None:
    rows = [row for row in page.files.all() if row.document_id]
    documents = open_to_all().filter(pk__in=[row.document_id for row in rows])
    covers = DocumentCover.objects.filter(document__in=documents).select_related("document")
    by_document = {cover.document_id: cover for cover in covers} if rows else {}
    rows.sort(key=lambda row: row.language != page.locale.language_code)  # the order of the rows stays otherwise
    return next((by_document[row.document_id] for row in rows if row.document_id in by_document), None)


def note_covers(sender: type[DocumentCover], instance: DocumentCover, **kwargs: Any) -> None:
    """A file's picture has come or gone: each resource with the file notes that."""
    for page in ResourcePage.objects.filter(files__document=instance.document_id).distinct():
        note_cover(page)


def connect() -> None:
    """Follow the pictures of files. Called in ``AppConfig.ready``."""
    post_save.connect(note_covers, sender=DocumentCover, dispatch_uid="note_covers")
    post_delete.connect(note_covers, sender=DocumentCover, dispatch_uid="forget_covers")
