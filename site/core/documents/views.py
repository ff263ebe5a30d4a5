"""Serve documents from a stable address."""

import posixpath
from functools import partial
from pathlib import PurePath
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views import static
from django.views.decorators.http import condition, require_safe
from wagtail.documents.models import document_served

from core.documents.byte_ranges import WholeFile, range_response
from core.documents.downloads import count, is_download
from core.documents.models import PlatformDocument
from core.documents.permissions import refusal

#: The only kind of file that a browser shows in our name; all others are saved.
INLINE = "pdf"


@require_safe
def serve(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The file, to those who may have it: what Wagtail's hooks answer in its place goes first.

    Raises:
        Http404: there is no such file.
    """
    document = get_object_or_404(PlatformDocument.objects.select_related("collection"), key=key)
    if answer := refusal(request, document):
        return answer
    document_served.send(sender=PlatformDocument, instance=document, request=request)
    send = condition(etag_func=_etag)(_send)
    response = send(request, document)
    if isinstance(response, WholeFile) and is_download(request, response):
        response.on_close = partial(count, document.pk)
    # The address stays, the file may not: whoever keeps a copy asks before using it.
    patch_cache_control(response, no_cache=True, **({"private": True} if request.session.accessed else {}))
    return response


def old_address(request: HttpRequest, document_id: str, filename: str) -> HttpResponse:
    """Wagtail's own address, which changes with the file, leads to the one that stays.

    Raises:
        Http404: there is no such file, or it has another name.
    """
    document = get_object_or_404(PlatformDocument.objects.select_related("collection"), pk=document_id)
    if filename not in {document.filename, PurePath(document.file.name).name}:
        raise Http404
    return refusal(request, document) or redirect(document.url, permanent=True)


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Uploads where no web server in front hands them out; but for the files to download, which have their address.

    Raises:
        Http404: there is no such file, or it is one to download.
    """
    folder = posixpath.normpath(path).lstrip("/").partition("/")[0]
    if folder == PlatformDocument._meta.get_field("file").upload_to:
        raise Http404
    return static.serve(request, path, document_root=settings.MEDIA_ROOT)


def _etag(request: HttpRequest, document: PlatformDocument) -> str | None:
    return f'"{document.file_hash}"' if document.file_hash else None


def _send(request: HttpRequest, document: PlatformDocument) -> HttpResponseBase:
    try:
        file = document.file.storage.open(document.file.name, "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = range_response(request, file, _etag(request, document))
    response["Content-Type"] = document.content_type
    is_inline = document.format == INLINE and document.content_type == "application/pdf"
    response["Content-Disposition"] = content_disposition_header(not is_inline, document.filename) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    if document.in_language:
        response["Content-Language"] = document.in_language
    return response
