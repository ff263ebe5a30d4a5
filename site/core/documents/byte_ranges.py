"""Sending a part of a file: players of video ask for one where the viewer jumps to, broken downloads for the rest.

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
    """A whole file; ``when_sent`` is called once the server is done with it, so that nobody waits for that."""

    when_sent: Callable[[], None] | None = None

    def close(self) -> None:
        """Close the file."""
        if self.when_sent and not self.closed:
            self.when_sent()
        super().close()


def ranged(request: HttpRequest, file: Any, etag: str | None) -> HttpResponseBase:
    """The whole of an open file, or the part that was asked for: 206, or 416 for one that is not there.

    Args:
        etag: of the file as it is now; a part of another one (``If-Range``) is answered with the whole.
    """
    size = file.size
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip()) if request.method == "GET" else None
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        whole = WholeFile(file)
        whole["Content-Length"] = size
        whole["Accept-Ranges"] = "bytes"
        return whole
    first, last = _bounds(asked[1], asked[2], size)
    if first > last:
        file.close()
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"}
        )
    response = FileResponse(SlicedFile(file, first, last), status=HTTPStatus.PARTIAL_CONTENT)
    response["Content-Length"] = last - first + 1
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte: ``0-99``, ``100-`` to the end, ``-100`` the last hundred."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
