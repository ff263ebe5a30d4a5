"""Template context of resource pages, in a constant number of queries."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page

from core.base.localized import for_reader, many, one
from core.listings.related import listings
from core.vocabularies import languages
from groups.models import Theme
from groups.page_context import country_codes, entities_of, goal_numbers, groups_of
from resources.library.authors import authors_of
from resources.library.citation import as_text, citation
from resources.library.citation_formats import FORMATS
from resources.library.reference import reference_of
from resources.models import ResourceFile, ResourcePage, ResourceType


@dataclass(frozen=True)
class FilesOfLanguage:
    """The files and links in one language."""

    language: str
    files: list[ResourceFile]


def resource_context(page: ResourcePage, request: HttpRequest | None = None) -> dict[str, Any]:
    """Type, files by language, groups, publishers, authors, goals, themes, countries, the reference and how it is
    cited, what it supersedes and what supersedes it, and listings of a resource."""
    locale = page.locale
    author_rows, entity_rows = list(page.authors.all()), list(page.entities.all())
    entities_by_id = entities_of([*entity_rows, *author_rows], locale)
    publisher_rows = [entities_by_id[row.entity_id] for row in entity_rows if row.entity_id in entities_by_id]
    publishers = list({entity.pk: entity for entity in publisher_rows}.values())
    newer, older = succession(page)
    files = files_by_language(page)
    kind = one(ResourceType, page.type_id, locale)
    authors = authors_of(page, author_rows, entities_by_id)
    reference = reference_of(page, authors, publishers, kind, request)
    pieces = citation(reference)
    return {
        "type": kind,
        "files": files,
        "pdf_address": pdf_address(files, page, reference.page_address),
        "groups": groups_of(page, page.groups.all()),
        "entities": publishers,
        "authors": authors,
        "goals": goal_numbers(page),
        "themes": many(Theme, [row.theme_id for row in page.themes.all()], locale),
        "countries": country_codes(page),
        "reference": reference,
        "citation": as_text(pieces),
        "citation_pieces": pieces,
        "reference_formats": FORMATS,
        "superseded_by": newer,
        "supersedes": older,
        "listings": listings(page),
    }


def files_by_language(page: ResourcePage) -> list[FilesOfLanguage]:
    """The files in the page's own language first, then the others by their language's name."""
    rows = list(page.files.all())
    prefetch_related_objects(rows, "document")
    page_language = page.locale.language_code
    by_language: dict[str, list[ResourceFile]] = {}
    for row in rows:
        by_language.setdefault(row.language, []).append(row)

    def order(tag: str) -> tuple[bool, bool, str]:
        return (
            tag != page_language,
            tag.partition("-")[0] != page_language.partition("-")[0],
            languages.name(tag, page_language),
        )

    return [FilesOfLanguage(tag, by_language[tag]) for tag in sorted(by_language, key=order)]


def pdf_address(files: list[FilesOfLanguage], page: ResourcePage, page_address: str) -> str:
    """The whole address of the first PDF in the page's own language that lies here; empty where there is none."""
    documents = [row.document for group in files if group.language == page.locale.language_code for row in group.files]
    pdf = next((document for document in documents if document and document.format == "pdf"), None)
    return urljoin(page_address, pdf.url) if pdf else ""


def succession(page: ResourcePage) -> tuple[Page | None, list[Page]]:
    """The newer resource that has taken this one's place, and the older ones whose place it has taken itself."""
    versions = ResourcePage.objects.order_by().filter(translation_key=page.translation_key)
    condition = Q(superseded_by__in=versions.values("pk"))
    if page.superseded_by_id:
        condition |= Q(pk=page.superseded_by_id)
    rows = list(ResourcePage.objects.filter(condition).order_by("pk"))
    newer_keys = {row.translation_key for row in rows if row.pk == page.superseded_by_id}
    localized_pages = for_reader(rows, page.locale)
    return (
        next((row for row in localized_pages if row.translation_key in newer_keys), None),
        [row for row in localized_pages if row.translation_key not in newer_keys],
    )
