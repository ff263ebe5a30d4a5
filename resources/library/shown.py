"""What the public templates show of a resource, in its language, in a number of queries that doesn't grow."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from core.leaves import leaf
from core.related import for_reader, listings
from core.shown import many, one
from core.vocabularies import languages
from groups.models import Theme
from groups.shown import country_codes, entities_of, goal_numbers, groups_of
from resources.library.citation import citation, machine_date, publication_date
from resources.library.listings import all_resources
from resources.models import ResourceFile, ResourceIndexPage, ResourcePage, ResourceType


@dataclass(frozen=True)
class FilesOfLanguage:
    """The files and links in one language."""

    language: str
    files: list[ResourceFile]


def resource_context(page: ResourcePage) -> dict[str, Any]:
    """Type, files by language, groups, publishers, authors, goals, themes, countries, date, citation, what it
    supersedes and what supersedes it, and listings of a resource."""
    locale = page.locale
    author_rows = list(page.authors.all())
    found = list(entities_of(page.entities.all(), locale).values())
    return {
        "type": one(ResourceType, page.type_id, locale),
        "files": files_by_language(page),
        "groups": groups_of(page, page.groups.all()),
        "entities": found,
        "authors": author_rows,
        "goals": goal_numbers(page),
        "themes": many(Theme, [row.theme_id for row in page.themes.all()], locale),
        "countries": country_codes(page),
        "date": publication_date(page.published_on, page.date_precision),
        "machine_date": machine_date(page.published_on, page.date_precision),
        "citation": citation(page, author_rows, found),
        "superseded_by": one(ResourcePage, page.superseded_by_id, locale),
        "supersedes": supersedes(page),
        "listings": listings(page),
    }


def files_by_language(page: ResourcePage) -> list[FilesOfLanguage]:
    """The files in the page's own language first, then the others by their language's name."""
    rows = list(page.files.all())
    prefetch_related_objects(rows, "document")
    own = page.locale.language_code
    by_language: dict[str, list[ResourceFile]] = {}
    for row in rows:
        by_language.setdefault(row.language, []).append(row)

    def order(tag: str) -> tuple[bool, bool, str]:
        return tag != own, tag.partition("-")[0] != own.partition("-")[0], languages.name(tag, own)

    return [FilesOfLanguage(tag, by_language[tag]) for tag in sorted(by_language, key=order)]


def supersedes(page: ResourcePage) -> list[Page]:
    """The older resources whose place this one has taken."""
    older = ResourcePage.objects.filter(superseded_by__translation_key=page.translation_key).select_related("locale")
    return for_reader(older, page.locale)


def resource_index_context(page: ResourceIndexPage, number: str | None) -> dict[str, Any]:
    """One leaf of the resources; with the first one ``elsewhere`` (only in other languages)."""
    resources, elsewhere = leaf(all_resources(), page.locale, number)
    return {"resources": resources, "elsewhere": elsewhere}
