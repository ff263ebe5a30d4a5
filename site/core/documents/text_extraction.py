"""Extract and store the text of documents.

What is read belongs to the file's hash: where the file has been replaced in the meantime, nothing is kept.
"""

import json
import re
import subprocess
import tempfile
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from core.documents import extract_text, sandbox, thumbnail
from core.documents.models import DocumentText, PlatformDocument
from core.documents.models.document import ExtractionState
from core.vocabularies import languages

#: The text of a document is there; receivers get it as ``document``.
text_extracted = Signal()

#: Bytes above which a PDF is not read.
MAX_BYTES = 200 * 1024**2
#: Seconds by the clock after which reading is given up, however busy the machine is.
PATIENCE = 3 * extract_text.SECONDS

#: Of which files the first page is drawn.
THUMBNAIL_STATES = frozenset({ExtractionState.READ, ExtractionState.NO_TEXT})

TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def waiting() -> QuerySet[PlatformDocument]:
    """The files that have not been read yet, the oldest first."""
    return PlatformDocument.objects.filter(extraction_state=ExtractionState.WAITING).order_by("pk")


def extract(document: PlatformDocument) -> bool:
    """Read a file that waits, and keep what it says.

    Returns:
        Whether that was kept: not, where the file was replaced, deleted or read by another one meanwhile.

    Raises:
        OSError: the storage can't be reached.
    """
    if not document.file_hash:
        document.reset_extraction()  # it came into the database without ``save``
    result = _extract_file(document)
    with transaction.atomic():
        current_rows = PlatformDocument.objects.select_for_update().filter(
            pk=document.pk, file_hash=document.file_hash, extraction_state=ExtractionState.WAITING
        )
        if not current_rows:
            return False
        DocumentText.objects.filter(document_id=document.pk).delete()
        DocumentText.objects.bulk_create(
            (DocumentText(document_id=document.pk, page=page, text=text) for page, text in result["texts"]),
            batch_size=100,
        )
        PlatformDocument.objects.filter(pk=document.pk).update(
            extraction_state=result["state"],
            extraction_error=result["problem"][:255],
            pages=result["pages"],
            file_language=normalize_language(result["language"]),
        )
    if result["cover"]:
        thumbnail.keep(document, result["cover"])
    index.insert_or_update_object(PlatformDocument.objects.get(pk=document.pk))
    text_extracted.send(PlatformDocument, document=document)
    return True


def normalize_language(language_entry: str) -> str:
    """The tag of what a file says its language is, as the platform writes it: ``es`` for ``es-ES``.

    A region is kept where the platform has a language for it (``pt-br``). Empty for what is no language.
    """
    tag = language_entry.strip().lower().replace("_", "-")
    if not TAG.fullmatch(tag):
        return ""
    if tag in dict(settings.LANGUAGES):
        return tag
    base = tag.partition("-")[0]
    return base if languages.name(base, "en") != base and base not in {"und", "mul", "zxx", "mis"} else ""


def _extract_file(document: PlatformDocument) -> dict[str, Any]:
    """Extracted text, from a copy of the file: the stored one may be replaced at any moment."""
    defaults: dict[str, Any] = {"problem": "", "pages": None, "language": "", "texts": [], "cover": b""}
    try:
        with document.open_file() as source, tempfile.TemporaryFile() as copy:
            if source.size > MAX_BYTES:
                return defaults | {"state": ExtractionState.TOO_LARGE}
            for chunk in source.chunks():
                copy.write(chunk)
            copy.seek(0)
            if hash_filelike(copy) != document.file_hash:
                return defaults | {"state": ExtractionState.BROKEN, "problem": "ChangedInStorage"}
            copy.seek(0)
            result = defaults | _extract(copy)
            if result["state"] in THUMBNAIL_STATES:
                result["cover"] = thumbnail.render_first_page(copy)
            return result
    except FileNotFoundError:
        return defaults | {"state": ExtractionState.MISSING}


def _extract(file: IO[bytes]) -> dict[str, Any]:
    """Output of ``core.documents.extract_text``, run in its own process."""
    try:
        output = sandbox.run(extract_text.__file__, file, PATIENCE)
    except subprocess.TimeoutExpired:
        return {"state": ExtractionState.TOO_LARGE, "problem": "Timeout"}
    except subprocess.CalledProcessError as error:
        return {"state": ExtractionState.TOO_LARGE, "problem": f"Ended {error.returncode}"}
    result: dict[str, Any] = json.loads(output)
    return result
