"""Signal handlers: queue text extraction when a document gets a file."""

from typing import Any

from core.documents.models import PlatformDocument
from core.documents.models.document import document_waits
from core.documents.tasks import enqueue_extraction


def connect() -> None:
    """Connect the receiver; a second call changes nothing."""
    document_waits.connect(_read, sender=PlatformDocument, dispatch_uid="core.documents.read")


def _read(sender: type[PlatformDocument], document: PlatformDocument, **kwargs: Any) -> None:
    enqueue_extraction(document)
