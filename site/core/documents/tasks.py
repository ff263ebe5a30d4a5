"""Background tasks of documents."""

from functools import partial

from django.db import transaction
from django_tasks import task

from core.documents.models import PlatformDocument
from core.documents.text_extraction import extract, waiting


@task()
def extract_document(document_id: int, file_hash: str) -> None:
    """Read a file, if it is still that one and still waits; so a second run changes nothing."""
    if document := waiting().filter(pk=document_id, file_hash=file_hash).first():
        extract(document)


def enqueue_extraction(document: PlatformDocument) -> None:
    """Enqueue the text extraction once the current transaction is committed."""
    transaction.on_commit(partial(extract_document.enqueue, document.pk, document.file_hash))
