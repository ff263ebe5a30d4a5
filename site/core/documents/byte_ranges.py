"""HTTP range requests, for video players and interrupted downloads.

RFC 9110, section 14. One range at a time: a request for several gets the whole file, as the RFC allows.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.responders import SlicedFile

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class WholeFile(FileResponse):
    """A whole file; ``on_close`` is called once the server is done with it, so that nobody waits for that."""

    on_close: Callable[[], None] | None = None

    def close(self) -> None:
        if self.on_close and not self.closed:
            self.on_close()
        super().close()


def range_response(request: HttpRequest, file: Any, etag: str | None) -> HttpResponseBase:
    """The whole of an open file, or the part that was asked for: 206, or 416 for one that is not there.

    Args:
        etag: of the file as it is now; a part of another one (``If-Range``) is answered with the whole.
    """
    size = file.size
    range_match = RANGE.fullmatch(request.headers.get("Range", "").strip()) if request.method == "GET" else None
    if not range_match or not any(range_match.groups()) or request.headers.get("If-Range", etag) != etag:
        full_response = WholeFile(file)
        full_response["Content-Length"] = size
        full_response["Accept-Ranges"] = "bytes"
        return full_response
    start, end = _bounds(range_match[1], range_match[2], size)
    if start > end:
        file.close()
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"}
        )
    response = FileResponse(SlicedFile(file, start, end), status=HTTPStatus.PARTIAL_CONTENT)
    response["Content-Length"] = end - start + 1
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def _bounds(start: str, end: str, size: int) -> tuple[int, int]:
    """The first and the last byte: ``0-99``, ``100-`` to the end, ``-100`` the last hundred."""
    if not start:
        return max(size - int(end), 0), size - 1
    return int(start), min(int(end), size - 1) if end else size - 1
