"""Export of translations: which units are written, for whom, and the file names."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.db.models import F, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import get_language, override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from translation.exchange.archive import zip_stream
from translation.exchange.formats import Format
from translation.exchange.units import TranslationFile, documents
from translation.matrix.querysets import editable_translations

Piece = TypeVar("Piece", str, bytes)
SELECT_RELATED = ("source__locale", "source__specific_content_type", "target_locale")


def editable_by(user: Any) -> QuerySet[Translation]:
    """The translations that somebody may edit, with how far each is; None sees all."""
    return editable_translations(user or get_user_model()(is_active=True, is_superuser=True))


def due(rows: QuerySet[Translation]) -> QuerySet[Translation]:
    """Translations with work: the source has changed, or texts are missing."""
    return rows.filter(Q(basis__changed_segments__gt=0) | Q(translated__lt=F("total")))


def into(rows: QuerySet[Translation], locale: Locale) -> QuerySet[Translation]:
    """Translations into a language."""
    return rows.filter(target_locale=locale)


def addresses(document: TranslationFile) -> list[str]:
    """URLs of the source, public if it is, and of its translation."""
    public_urls = []
    if isinstance(document.source, Page) and document.source.live:
        public_urls.append(document.source.full_url)
    finder, base = AdminURLFinder(), get_admin_base_url() or ""
    edit_urls = [finder.get_edit_url(version) for version in (document.source, document.target) if version is not None]
    return [address for address in (*public_urls, *(f"{base}{address}" for address in edit_urls if address)) if address]


def file_name(document: TranslationFile, kind: Format, *, number: bool = False) -> str:
    """The name of a file; with the translation's primary key if it goes into an archive."""
    name = slugify(document.title)[:60] or "texts"
    language = document.translation.target_locale.language_code
    return (
        f"{name}-{document.translation.pk}-{language}.{kind.extension}"
        if number
        else f"{name}-{language}.{kind.extension}"
    )


def serialize(document: TranslationFile, kind: Format) -> Iterator[str]:
    """A translation's file, piece by piece; its notes are in the language that is active now."""
    return _in_language(kind.write(document, addresses(document)), get_language())


def archive(translations: Iterable[Translation], kind: Format) -> Iterator[bytes]:
    """A ZIP with a file for each translation, piece by piece; its notes are in the language that is active now."""
    files = (
        (file_name(document, kind, number=True), serialize(document, kind)) for document in documents(translations)
    )
    return _in_language(zip_stream(files), get_language())


def _in_language(pieces: Iterator[Piece], language: str | None) -> Iterator[Piece]:
    """The pieces, each made in a language: a response is sent when the request's language isn't active any more."""
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
