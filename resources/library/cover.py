"""Resources follow the pictures of their files' first pages.

What pages and cards show is noted with the resource when it is saved and when a file is read, so that nobody
who visits a page waits for it.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save

from core.base.after_publish import PublishedChange
from core.documents.models import DocumentCover
from resources.models import ResourcePage


def note_after_publish(change: PublishedChange) -> None:
    """Note it for the languages to which other files were carried."""
    for page in change.carried:
        if isinstance(page, ResourcePage):
            page.note_cover()


def note_covers(sender: type[DocumentCover], instance: DocumentCover, **kwargs: Any) -> None:
    """A file's picture has come or gone: each resource with the file notes that."""
    for page in ResourcePage.objects.filter(files__document=instance.document_id).distinct():
        page.note_cover()


def connect() -> None:
    """Follow the pictures of files. Called in ``AppConfig.ready``."""
    post_save.connect(note_covers, sender=DocumentCover, dispatch_uid="note_covers")
    post_delete.connect(note_covers, sender=DocumentCover, dispatch_uid="forget_covers")
