"""Downloads of a document by day."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.documents.models.document import PlatformDocument


class DownloadsOfDay(models.Model):
    """Downloads of a file on one day, in the platform's time zone."""

    document = models.ForeignKey(PlatformDocument, on_delete=models.CASCADE, related_name="downloads")
    day = models.DateField(_("day"), db_index=True)
    count = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=("document", "day"), name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.day}: {self.count}"
