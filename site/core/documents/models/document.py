"""Document model, with its extracted text."""

import unicodedata
import uuid
from collections.abc import Collection, Iterable
from datetime import timedelta
from pathlib import PurePath
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models, transaction
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.documents.models import AbstractDocument, Document
from wagtail.search import index

from core.base.plain_text import PlainTextMixin
from core.images.models import language_tags

#: How a PDF begins, whatever its name says, and within how many bytes: readers allow something before it.
PDF_SIGNATURE, SIGNATURE_WITHIN = b"%PDF-", 1024

#: A document has a file that is to be read; receivers get it as ``document``.
document_waits = Signal()


class ExtractionState(models.TextChoices):
    """State of the text extraction of a file, or the reason why it stopped."""

    WAITING = "waiting", _("Pending")
    READ = "read", _("Text extracted")
    NO_TEXT = "no_text", _("No text")
    ENCRYPTED = "encrypted", _("Password-protected")
    BROKEN = "broken", _("Damaged")
    TOO_LARGE = "too_large", _("Too large")
    MISSING = "missing", pgettext_lazy("file", "Missing")
    OTHER = "other", _("Not a PDF")


#: What to do about a file that can't be read, by its state.
ADVICE = {
    ExtractionState.NO_TEXT: _(
        "The pages of this PDF are images: its text cannot be searched or copied, and screen "
        "readers cannot read it out. Run text recognition (OCR) on it, or export it again from "
        "the program in which it was written."
    ),
    ExtractionState.ENCRYPTED: _(
        "This PDF is password-protected, so its text cannot be searched and readers may be "
        "unable to open it. Save a copy without a password and replace the file."
    ),
    ExtractionState.BROKEN: _(
        "This file cannot be read: it is damaged, incomplete or, despite its name, not a PDF. "
        "Open it to check that it is the right file, export it again and replace the file."
    ),
    ExtractionState.TOO_LARGE: _(
        "This PDF takes too much memory or time to process, and will also be slow to open on a "
        "poor connection. Reduce the size of its images or split it, and replace the file."
    ),
    ExtractionState.MISSING: _("The file is no longer in storage. Upload it again."),
}

#: The states that an editor should do something about.
UNREADABLE = frozenset(ADVICE)


class PlatformDocument(PlainTextMixin, AbstractDocument):
    """A file to download. Its address stays the same when the file is replaced."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        choices=language_tags,
        help_text=_("Only needed if the file does not state its language or states it incorrectly."),
    )
    original_filename = models.CharField(max_length=255, blank=True, editable=False)
    format = models.CharField(_("format"), max_length=16, blank=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    file_language = models.CharField(_("language stated in the file"), max_length=35, blank=True, editable=False)
    extraction_state = models.CharField(
        _("text extraction"),
        max_length=12,
        choices=ExtractionState.choices,
        default=ExtractionState.WAITING,
        editable=False,
        db_index=True,
    )
    extraction_error = models.CharField(_("error"), max_length=255, blank=True, editable=False)

    admin_form_fields = (*Document.admin_form_fields, "language")
    search_fields: ClassVar = [*AbstractDocument.search_fields, index.FilterField("extraction_state")]

    #: The name in storage of the file that the row in the database has.
    stored_file = ""

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions: ClassVar = [("choose_platformdocument", "Can choose document")]

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Remembers which file was loaded, so that saving sees whether it was replaced."""
        document = super().from_db(db, field_names, values)
        document.stored_file = str(document.__dict__.get("file") or "")
        return document

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Saves, and where the file is new or another one, says that it waits to be read."""
        has_file = "file" in self.__dict__ and bool(self.file) and (update_fields is None or "file" in update_fields)
        if not has_file or self.file.name == self.stored_file:
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        self._set_file_metadata()
        if update_fields is not None:
            update_fields = {*update_fields, *EXTRACTED_FIELDS}
        with transaction.atomic():
            super().save(*args, update_fields=update_fields, **kwargs)
            self._delete_extracted()
        self.stored_file = self.file.name or ""
        if self.extraction_state == ExtractionState.WAITING:
            document_waits.send(type(self), document=self)

    def reset_extraction(self) -> None:
        """Forget what is known from the stored file, and look at it as if it had just come. Nobody is asked to read it.

        Raises:
            OSError: the storage can't be reached.
        """
        self._set_file_metadata()
        with transaction.atomic():
            super().save(update_fields=EXTRACTED_FIELDS)
            self._delete_extracted()

    def _delete_extracted(self) -> None:
        """Text and picture were those of another file."""
        self.texts.all().delete()
        apps.get_model("core_documents.DocumentCover").objects.filter(document=self).delete()
        self._state.fields_cache.pop("cover", None)

    def _set_file_metadata(self) -> None:
        """Size, hash, name and format of a file; what stands in it is not known yet."""
        self.original_filename = _printable(PurePath(self.file.name).name)
        self.pages, self.file_language, self.extraction_error = None, "", ""
        was_closed = self.file.closed
        try:
            self._set_document_file_metadata()
        except FileNotFoundError:
            self.file_size, self.file_hash, self.format, self.extraction_state = None, "", "", ExtractionState.MISSING
            return
        head = self.file.read(SIGNATURE_WITHIN)
        self.file.seek(0)
        if was_closed:
            self.file.close()
        extension = self.file_extension.lower()
        is_pdf = PDF_SIGNATURE in head if extension == "pdf" else head.startswith(PDF_SIGNATURE)
        self.format = "pdf" if is_pdf else extension.removesuffix("pdf")[:16]
        self.extraction_state = ExtractionState.WAITING if is_pdf or extension == "pdf" else ExtractionState.OTHER

    @property
    def filename(self) -> str:
        """The name that the file had when it was uploaded; in storage it may have another one."""
        return self.original_filename or super().filename

    @property
    def url(self) -> str:
        """The address that survives a replacement of the file, for every link to it."""
        return reverse("file", args=[self.key])

    @property
    def in_language(self) -> str:
        """The tag of the language it is in: what an editor chose, or else what the file says; empty if unknown."""
        return self.language or self.file_language

    @property
    def format_label(self) -> str:
        """The format for people: ``PDF``; what the name says where the file doesn't say it."""
        return (self.format or self.file_extension).upper()

    @property
    def advice(self) -> Any:
        """Advice for the editor of a file that could not be read; else empty."""
        return ADVICE.get(ExtractionState(self.extraction_state), "")

    @property
    def downloads_lately(self) -> int:
        """Downloads in the last 30 days, today included. One query."""
        start_day = timezone.localdate() - timedelta(days=30)
        return self.downloads.filter(day__gt=start_day).aggregate(sum=models.Sum("count", default=0))["sum"]

    @property
    def downloads_ever(self) -> int:
        """Downloads since counting began. One query."""
        return self.downloads.aggregate(sum=models.Sum("count", default=0))["sum"]


#: The fields that are known from the file.
EXTRACTED_FIELDS = (
    "file_size",
    "file_hash",
    "original_filename",
    "format",
    "pages",
    "file_language",
    "extraction_state",
    "extraction_error",
)


class DocumentText(models.Model):
    """The text of one page of a file; a page without text has no row."""

    document = models.ForeignKey(PlatformDocument, on_delete=models.CASCADE, related_name="texts")
    page = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        ordering: ClassVar = ["document", "page"]
        constraints: ClassVar = [models.UniqueConstraint(fields=("document", "page"), name="one_text_a_page")]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.page}"


def _printable(name: str) -> str:
    """A file's name without what can't stand in a header, short enough for the database, its ending kept."""
    printable_name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    extension = PurePath(printable_name).suffix[:20]
    return printable_name.removesuffix(extension)[: 255 - len(extension)] + extension
