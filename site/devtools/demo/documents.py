"""Demo documents."""

from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from core.documents.models import PlatformDocument
from devtools.demo import texts
from devtools.demo.film import film
from devtools.demo.images import DRAWINGS

#: Width and height of films in pixels, and how long a scene lasts.
FILM, SCENE_SECONDS = (960, 540), 4


def document(name: str) -> PlatformDocument:
    """The file of that name (``content/files.json``) in the library; made if it is not there."""
    content = texts.load("files")[name]
    record = PlatformDocument.objects.filter(title=content["title"], language=content["language"]).first()
    if record is None:
        record = PlatformDocument(title=content["title"], language=content["language"])
        record.file = ContentFile(_data(content), name=f"demo-{name}.{content['format']}")
        record.file_size = record.file.size
        record.save()
    return record


def _data(content: dict[str, Any]) -> bytes:
    return {"csv": _table, "vtt": _captions, "webm": _film}[content["format"]](content)


def _table(content: dict[str, Any]) -> bytes:
    """Rows for a spreadsheet, with a byte order mark, by which it knows the encoding."""
    rows = "\r\n".join(";".join(row) for row in content["rows"])
    return f"{rows}\r\n".encode("utf-8-sig")


def _captions(content: dict[str, Any]) -> bytes:
    """Captions of each scene."""
    cues = [
        f"00:00:{number * SCENE_SECONDS:02d}.000 --> 00:00:{(number + 1) * SCENE_SECONDS:02d}.000\n{line}\n"
        for number, line in enumerate(content["lines"])
    ]
    return "\n".join(["WEBVTT\n", *cues]).encode()


def _film(content: dict[str, Any]) -> bytes:
    scenes = [ImageOps.fit(DRAWINGS[scene]().image, FILM, Image.Resampling.LANCZOS) for scene in content["scenes"]]
    return film(scenes, SCENE_SECONDS)
