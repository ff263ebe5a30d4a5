"""Sending a part of a file: players of video ask for one where the viewer jumps to, broken downloads for the rest.

RFC 9110, section 14. One range at a time: a request for several gets the whole file, as the RFC allows.
"""

import re
from http import HTTPStatus
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Part:
    """A file that ends after ``length`` more bytes."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self.file, self.left = file, length

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, all that are left if negative."""
        data = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def ranged(request: HttpRequest, file: Any, etag: str | None) -> HttpResponseBase:
    """The whole of an open file, or the part that was asked for: 206, or 416 for one that is not there.

    Args:
        etag: of the file as it is now; a part of another one (``If-Range``) is answered with the whole.
    """
    size = file.size
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip()) if request.method == "GET" else None
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        response = FileResponse(file)
        response["Content-Length"] = size
        response["Accept-Ranges"] = "bytes"
        return response
    first, last = _bounds(asked[1], asked[2], size)
    if first > last:
        file.close()
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"}
        )
    file.seek(first)
    response = FileResponse(Part(file, last - first + 1), status=HTTPStatus.PARTIAL_CONTENT)
    response["Content-Length"] = last - first + 1
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte: ``0-99``, ``100-`` to the end, ``-100`` the last hundred."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
