"""Middleware: compress text responses."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

#: What gets smaller; pictures and documents are compressed already, and parts of them are asked for by byte.
SMALLER = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's own, for text alone. It pads what it sends, so that its length betrays no secret in it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, compressed where the visitor takes it so."""
        if isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith(SMALLER):
            return super().process_response(request, response)
        return response
