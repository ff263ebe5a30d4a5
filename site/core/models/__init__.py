"""What every page and snippet shares, and the media."""

from core.models.background import BackgroundWorker, ScheduledRun
from core.models.base_page import BasePage
from core.models.card import ShareCard
from core.models.cover import DocumentCover
from core.models.document import DocumentText, PlatformDocument
from core.models.downloads import DownloadsOfDay
from core.models.mailed import Mailed
from core.models.media import ImageUse, PlatformImage, PlatformRendition
from core.models.snippet import TranslatableSnippet

__all__ = [
    "BackgroundWorker",
    "BasePage",
    "DocumentCover",
    "DocumentText",
    "DownloadsOfDay",
    "ImageUse",
    "Mailed",
    "PlatformDocument",
    "PlatformImage",
    "PlatformRendition",
    "ScheduledRun",
    "ShareCard",
    "TranslatableSnippet",
]
