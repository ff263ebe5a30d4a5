"""Background tasks of documents."""

from django_tasks import task

from core.documents.text_extraction import extract, waiting


@task()
def extract_document(document_id: int, file_hash: str) -> None:
    """Read a file, if it is still that one and still waits; so a second run changes nothing."""
    if document := waiting().filter(pk=document_id, file_hash=file_hash).first():
        extract(document)
