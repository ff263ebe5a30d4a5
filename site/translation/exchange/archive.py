"""What somebody sends or takes away: one file, or a ZIP of them, within limits."""

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
    """How much a ZIP may hold: files, bytes when unpacked, and how many times its own size a file may become."""

    files: int = 1000
    unpacked: int = 60 * MEGABYTE
    ratio: int = 200


ARCHIVE_LIMITS = ArchiveLimits()


def incoming(name: str, upload: IO[bytes], limits: ArchiveLimits = ARCHIVE_LIMITS) -> list[IncomingFile]:
    """What a file or a ZIP of files brings; a file that can't be read says why and doesn't hold up the others.

    Raises:
        RefusedFileError: there is nothing that could be looked at: too large, too many texts, empty, a broken or
            hostile archive.
    """
    content = upload.read(bytes_allowed() + 1)
    if len(content) > bytes_allowed():
        raise too_large(bytes_allowed())
    if not content:
        raise RefusedFileError(_("The file is empty."))
    files = _unpacked(content, limits) if content.startswith(ZIP_START) else [(name, content)]
    found: list[IncomingFile] = []
    texts = 0
    for inner, unpacked in files:
        came = list(_read(inner, unpacked))
        texts += sum(len(file.units) for file in came)
        if texts > settings.TRANSLATION_FILE_TEXTS:
            raise RefusedFileError(
                _("The file contains more than %(number)d texts. Upload it in several parts.")
                % {"number": settings.TRANSLATION_FILE_TEXTS}
            )
        found += came
    return found


def bytes_allowed() -> int:
    """How many bytes a file may have."""
    return int(settings.TRANSLATION_FILE_MB * MEGABYTE)


def _read(name: str, content: bytes) -> Iterator[IncomingFile]:
    try:
        yield from list(formats.read(name, content))
    except RefusedFileError as error:
        yield IncomingFile(name, refused=str(error))


def _unpacked(content: bytes, limits: ArchiveLimits) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            wanted = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_noise(entry.filename)]
            if not wanted:
                raise RefusedFileError(_("There are no files in the ZIP file."))
            if len(wanted) > limits.files:
                raise RefusedFileError(
                    _("The ZIP file contains more than %(number)d files.") % {"number": limits.files}
                )
            left = limits.unpacked
            for entry in wanted:
                unpacked = _entry(archive, entry, left, limits)
                left -= len(unpacked)
                yield entry.filename, unpacked
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError(_("The ZIP file is damaged or compressed in a format that cannot be read.")) from error


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, limits: ArchiveLimits) -> bytes:
    """One file of a ZIP; what it says of its own size is not believed."""
    if PurePosixPath(entry.filename).suffix.lower() not in ENDINGS:
        raise RefusedFileError(
            _("“%(name)s” in the ZIP file is neither a PO nor an XLIFF file (.po, .xlf, .xliff).")
            % {"name": entry.filename}
        )
    if entry.flag_bits & 0x1:
        raise RefusedFileError(_("“%(name)s” in the ZIP file is password-protected.") % {"name": entry.filename})
    room = min(left, bytes_allowed(), max(entry.compress_size, 1024) * limits.ratio)
    with archive.open(entry) as packed:
        unpacked = packed.read(room + 1)
    if len(unpacked) > room:
        raise RefusedFileError(_("“%(name)s” in the ZIP file is too large when unpacked.") % {"name": entry.filename})
    return unpacked


def _is_noise(name: str) -> bool:
    return name.startswith(NOISE[0]) or PurePosixPath(name).name.startswith(NOISE[1])


class _Sink(RawIOBase):
    """Where a ZIP is written to, a piece at a time; nobody can go back in it."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since it was last asked for."""
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def packed(files: Iterator[tuple[str, Iterator[str]]]) -> Iterator[bytes]:
    """A ZIP of files, each given by name and text, piece by piece; no more of it is held than one piece."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            with archive.open(name, "w") as entry:
                for piece in pieces:
                    entry.write(piece.encode())
                    if ready := sink.taken():
                        yield ready
    yield sink.taken()
