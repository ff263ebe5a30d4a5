"""The demo's files to download."""

from django.core.files.base import ContentFile

from core.models.media import PlatformDocument
from home.demo import texts


def document(name: str) -> PlatformDocument:
    """The file of that name (``content/files.json``) in the library; made if it is not there."""
    content = texts.load("files")[name]
    found = PlatformDocument.objects.filter(title=content["title"], language=content["language"]).first()
    if found is None:
        found = PlatformDocument(title=content["title"], language=content["language"])
        rows = "\r\n".join(";".join(row) for row in content["rows"])
        # with a byte order mark, by which spreadsheets know the encoding
        found.file = ContentFile(f"{rows}\r\n".encode("utf-8-sig"), name=f"demo-{name}.csv")
        found.save()
    return found
