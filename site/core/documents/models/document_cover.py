"""Image of the first page of a document."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse

from core.documents.models.document import PlatformDocument


class DocumentCover(models.Model):
    """Image of a PDF's first page, drawn when the file is read. Not part of the image library.

    It lies with the files to download and is as private as its file. ``version`` is that of the file.
    """

    document = models.OneToOneField(PlatformDocument, on_delete=models.CASCADE, related_name="cover")
    picture = models.FileField(upload_to="documents/covers", max_length=200)
    version = models.CharField(max_length=12)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return f"{self.document_id}, {self.version}"

    @property
    def address(self) -> str:
        """URL of the image; another one once the file is replaced, so that it can be cached."""
        return f"{reverse('file_cover', args=[self.document.key])}?v={self.version}"


@receiver(post_delete, sender=DocumentCover)
def delete_picture(sender: type[DocumentCover], instance: DocumentCover, **kwargs: Any) -> None:
    """The stored picture goes with its row, once that is committed."""
    transaction.on_commit(lambda: instance.picture.storage.delete(instance.picture.name or ""))
