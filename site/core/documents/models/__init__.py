"""Models of documents, their covers and downloads."""

from core.documents.models.document import DocumentText, ExtractionState, PlatformDocument
from core.documents.models.document_cover import DocumentCover
from core.documents.models.downloads_of_day import DownloadsOfDay

__all__ = ["DocumentCover", "DocumentText", "DownloadsOfDay", "ExtractionState", "PlatformDocument"]
