"""Authors of a resource, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.base.templatetags.platform import language_of
from groups.models import Entity
from resources.models import ResourceAuthor, ResourcePage


@dataclass(frozen=True)
class Author:
    """A person or an organization, and the entity that they belong to, if it is known.

    ``language`` is the tag of the language that an organization is named in. ``itself`` says that the entity is
    the author; ``short`` is then what a line of text calls it.
    """

    name: str
    is_person: bool = False
    entity: Entity | None = None
    language: str = ""
    itself: bool = False

    @property
    def short(self) -> str:
        """Short name in a line of text."""
        return self.entity.acronym if self.itself and self.entity and self.entity.acronym else self.name


def authors_of(page: ResourcePage, rows: Iterable[ResourceAuthor], entities: Mapping[Any, Entity]) -> list[Author]:
    """The authors in their order. A query where organizations may still be named in the language of the original.

    Args:
        rows: of the resource's authors.
        entities: those that rows name, as the reader sees them, by the keys in the rows.
    """
    author_rows = list(rows)
    original = _in_original(page, author_rows)
    authors = []
    for row in author_rows:
        entity = entities.get(row.entity_id)
        if row.name:
            authors.append(Author(row.name, is_person=True, entity=entity))
        elif row.organisation:
            page_language = page.locale.language_code
            language = original.get((row.translation_key, row.organisation), page_language)
            authors.append(Author(row.organisation, entity=entity, language=language))
        elif entity:
            authors.append(Author(entity.name, entity=entity, language=language_of(entity), itself=True))
    return authors


def _in_original(page: ResourcePage, rows: Iterable[ResourceAuthor]) -> Mapping[tuple[Any, str], str]:
    """The names that organizations have in the resource's original language, each with that language.

    Who is named so in a translation too has no name in its language yet, or none at all.
    """
    tag = page.locale.language_code
    keys = [row.translation_key for row in rows if row.organisation]
    if not keys or not page.original_language or _base(tag) == _base(page.original_language):
        return {}
    versions = ResourceAuthor.objects.filter(translation_key__in=keys)
    names = versions.values_list("translation_key", "organisation", "locale__language_code")
    return {(key, name): language for key, name, language in names if _base(language) == _base(page.original_language)}


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()
