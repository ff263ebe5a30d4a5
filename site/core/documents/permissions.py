"""Permissions to download a document."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from wagtail import hooks

from core.documents.models import PlatformDocument


def refusal(request: HttpRequest, document: PlatformDocument) -> HttpResponse | None:
    """Response in place of the file: a password form, a redirect to the login, or that of a hook."""
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponse):
            add_never_cache_headers(answer)
            return answer
    return None
