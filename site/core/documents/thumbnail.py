"""Draw, store and serve the thumbnail of a document."""

import io
import subprocess
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from PIL import Image, UnidentifiedImageError

from core.documents import draw_thumbnail, sandbox
from core.documents.models import DocumentCover, PlatformDocument
from core.documents.permissions import refusal

#: Seconds by the clock after which drawing is given up, however busy the machine is.
PATIENCE = 3 * draw_thumbnail.SECONDS
#: Seconds for which a copy is used without asking. Its address changes with the file.
CACHE_SECONDS = 24 * 3600


def render_first_page(file: IO[bytes]) -> bytes:
    """The picture of a PDF's first page, drawn in its own process; empty where that can't be done."""
    try:
        return sandbox.run(draw_thumbnail.__file__, file, PATIENCE)
    except subprocess.SubprocessError:
        return b""


def keep(document: PlatformDocument, picture: bytes) -> None:
    """Keep a picture in place of the one before. What is no picture in the bounds of ``draw`` is not kept."""
    try:
        with Image.open(io.BytesIO(picture), formats=["WEBP"]) as image:
            width, height = image.size
    except UnidentifiedImageError:
        return
    if width > draw_thumbnail.WIDTH or height > draw_thumbnail.HEIGHT:
        return
    version = document.file_hash[:12]
    with transaction.atomic():
        DocumentCover.objects.filter(document=document).delete()
        DocumentCover.objects.create(
            document=document,
            picture=ContentFile(picture, name=f"{document.key.hex}-{version}.webp"),
            version=version,
            width=width,
            height=height,
        )


@require_safe
def serve(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The picture, to those who may have the file.

    Raises:
        Http404: there is none, or it is not for this visitor.
    """
    cover = get_object_or_404(DocumentCover.objects.select_related("document__collection"), document__key=key)
    if refusal(request, cover.document):
        raise Http404
    try:
        picture = cover.picture.storage.open(cover.picture.name or "", "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(picture, content_type="image/webp")
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    if request.session.accessed:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    return response
