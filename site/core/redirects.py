"""Addresses that lead to another one."""

from django.http import HttpRequest, HttpResponsePermanentRedirect


def permanently(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect:
    """A permanent redirect that keeps the query and, where a form was sent, what was sent (status 308, else 301)."""
    query = request.META.get("QUERY_STRING", "")
    sent = request.method not in {"GET", "HEAD"}
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path, preserve_request=sent)
