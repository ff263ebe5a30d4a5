"""Uploads and downloads: a single file or a ZIP archive, within size limits."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, RawIOBase
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from translation.exchange import formats
from translation.exchange.parsed_file import IncomingFile
from translation.exchange.xml import MEGABYTE, RefusedFileError, too_large

ZIP_START = b"PK"
#: What systems put into archives beside what a person put there.
NOISE = ("__MACOSX/", ".")
ENDINGS = {".po", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"}


@dataclass(frozen=True)
class ArchiveLimits:
    """Limits of a ZIP: files, unpacked bytes, and compression ratio."""

    files: int = 1000
    uncompressed_bytes: int = 60 * MEGABYTE
    ratio: int = 200


ARCHIVE_LIMITS = ArchiveLimits()


def incoming(name: str, upload: IO[bytes], limits: ArchiveLimits = ARCHIVE_LIMITS) -> list[IncomingFile]:
    """Parse a file or a ZIP of files; a file that cannot be read carries the reason, the others are still read.

    Raises:
        RefusedFileError: there is nothing that could be looked at: too large, too many texts, empty, a broken or
            hostile archive.
    """
    content = upload.read(max_bytes() + 1)
    if len(content) > max_bytes():
        raise too_large(max_bytes())
    if not content:
        raise RefusedFileError(_("The file is empty."))
    files = _archive_files(content, limits) if content.startswith(ZIP_START) else [(name, content)]
    incoming_files: list[IncomingFile] = []
    texts = 0
    for inner, data in files:
        inner_files = list(_parse(inner, data))
        texts += sum(len(file.units) for file in inner_files)
        if texts > settings.TRANSLATION_FILE_TEXTS:
            raise RefusedFileError(
                _("The file contains more than %(number)d texts. Upload it in several parts.")
                % {"number": settings.TRANSLATION_FILE_TEXTS}
            )
        incoming_files += inner_files
    return incoming_files


def max_bytes() -> int:
    """Maximum size of a file in bytes."""
    return int(settings.TRANSLATION_FILE_MB * MEGABYTE)


def _parse(name: str, content: bytes) -> Iterator[IncomingFile]:
    try:
        yield from list(formats.parse(name, content))
    except RefusedFileError as error:
        yield IncomingFile(name, error=str(error))


def _archive_files(content: bytes, limits: ArchiveLimits) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_noise(entry.filename)]
            if not entries:
                raise RefusedFileError(_("There are no files in the ZIP file."))
            if len(entries) > limits.files:
                raise RefusedFileError(
                    _("The ZIP file contains more than %(number)d files.") % {"number": limits.files}
                )
            budget = limits.uncompressed_bytes
            for entry in entries:
                data = _entry(archive, entry, budget, limits)
                budget -= len(data)
                yield entry.filename, data
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError(_("The ZIP file is damaged or compressed in a format that cannot be read.")) from error


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: int, limits: ArchiveLimits) -> bytes:
    """One file of a ZIP; what it says of its own size is not believed."""
    if PurePosixPath(entry.filename).suffix.lower() not in ENDINGS:
        raise RefusedFileError(
            _("“%(name)s” in the ZIP file is neither a PO nor an XLIFF file (.po, .xlf, .xliff).")
            % {"name": entry.filename}
        )
    if entry.flag_bits & 0x1:
        raise RefusedFileError(_("“%(name)s” in the ZIP file is password-protected.") % {"name": entry.filename})
    room = min(budget, max_bytes(), max(entry.compress_size, 1024) * limits.ratio)
    with archive.open(entry) as compressed_file:
        data = compressed_file.read(room + 1)
    if len(data) > room:
        raise RefusedFileError(_("“%(name)s” in the ZIP file is too large when unpacked.") % {"name": entry.filename})
    return data


def _is_noise(name: str) -> bool:
    return name.startswith(NOISE[0]) or PurePosixPath(name).name.startswith(NOISE[1])


class _Sink(RawIOBase):
    """Write-only stream of a ZIP, a piece at a time."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def drain(self) -> bytes:
        """The bytes written since the last call."""
        data, self.pieces = b"".join(self.pieces), []
        return data


def zip_stream(files: Iterator[tuple[str, Iterator[str]]]) -> Iterator[bytes]:
    """A ZIP of files, each given by name and text, piece by piece; no more of it is held than one piece."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            with archive.open(name, "w") as entry:
                for piece in pieces:
                    entry.write(piece.encode())
                    if ready := sink.drain():
                        yield ready
    yield sink.drain()
