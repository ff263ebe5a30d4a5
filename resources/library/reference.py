"""Data of a citation, whatever its format."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.text import slugify

from core.base.localized import one
from core.base.partial_dates import machine_date
from core.base.rich_text import one_line
from core.base.templatetags.platform import language_of
from groups.models import Entity
from groups.page_context import entities_of
from resources.library.authors import Author, authors_of
from resources.library.citation_types import Kind, kind_of
from resources.models import ResourcePage, ResourceType


@dataclass(frozen=True)
class Creator:
    """Author or publisher. A person has ``family`` and ``given`` names; for all others only ``name`` is known.

    ``short`` is what a line of text calls them, ``language`` the tag of the language that they are named in,
    empty where that is none in particular.
    """

    name: str
    short: str = ""
    family: str = ""
    given_names: str = ""
    language: str = ""


@dataclass(frozen=True)
class Reference:
    """A resource as others refer to it, in the language of its page.

    ``date`` is in ISO 8601 as far as it is known: 2026, 2026-03 or 2026-03-08. ``address`` is where it stays:
    its permanent link, or else the page's.
    """

    key: str
    title: str
    language: str
    authors: list[Creator]
    publishers: list[Creator]
    date: str
    kind: str
    kind_language: str
    address: str
    page_address: str
    abstract: str
    doi: str = ""
    symbol: str = ""
    isbn: str = ""
    issn: str = ""
    series: str = ""
    series_number: str = ""
    licence: str = ""
    type_key: str = ""
    creators: list[Creator] = field(init=False)

    def __post_init__(self) -> None:
        # Who stands at the head of a reference: the authors, or where none is named those who publish it.
        object.__setattr__(self, "creators", self.authors or self.publishers)

    @property
    def citation_type(self) -> Kind:
        """Citation type in each format."""
        return kind_of(self.type_key, isbn=bool(self.isbn))

    @property
    def year(self) -> str:
        """The year, or nothing."""
        return self.date[:4]

    @property
    def highwire_date(self) -> str:
        """The date as Google Scholar reads it: 2026, 2026/03 or 2026/03/08."""
        return self.date.replace("-", "/")


def reference(page: ResourcePage, request: HttpRequest | None = None) -> Reference:
    """The reference to a resource, for an address of its own; its page has already asked for the parts."""
    author_rows, entity_rows = list(page.authors.all()), list(page.entities.all())
    entities_by_id = entities_of([*entity_rows, *author_rows], page.locale)
    publishers = list(
        {entity.pk: entity for row in entity_rows if (entity := entities_by_id.get(row.entity_id))}.values()
    )
    authors = authors_of(page, author_rows, entities_by_id)
    return reference_of(page, authors, publishers, one(ResourceType, page.type_id, page.locale), request)


def reference_of(
    page: ResourcePage,
    authors: Iterable[Author],
    publishers: Iterable[Entity],
    kind: Any,
    request: HttpRequest | None = None,
) -> Reference:
    """The reference to a resource out of its parts. No query.

    Args:
        authors: in their order.
        publishers: in the reader's language, or in another one that will be marked.
        kind: the type of the resource, if the public may see it.
    """
    author_creators = [_creator(author) for author in authors]
    issuers = [Creator(each.name, each.acronym or each.name, language=language_of(each)) for each in publishers]
    date = machine_date(page.published_on, page.date_precision)
    page_address = page.get_full_url(request) or ""
    return Reference(
        key=_key(page, [*author_creators, *issuers], date),
        title=page.title,
        language=language_of(page),
        authors=author_creators,
        publishers=issuers,
        date=date,
        kind=kind.label if kind else "",
        kind_language=language_of(kind) if kind else "",
        type_key=kind.key if kind else "",
        address=page.permanent_link or page_address,
        page_address=page_address,
        abstract=one_line(page.abstract) or page.summary,
        doi=page.doi,
        symbol=page.symbol,
        isbn=page.isbn,
        issn=page.issn,
        series=page.series,
        series_number=page.series_number,
        licence=str(page.get_licence_display()) if page.licence else "",
    )


def _creator(author: Author) -> Creator:
    """A person's family name stands before the comma; any other name is left whole, whatever commas it has."""
    family, comma, original_filename = (part.strip() for part in author.name.partition(","))
    if author.is_person and comma:
        return Creator(author.name, family=family, given_names=original_filename)
    return Creator(author.name, author.short, language=author.language)


def _key(page: ResourcePage, creators: list[Creator], date: str) -> str:
    """A name for the reference that needs no escape, is the same tomorrow and no other resource's.

    Languages share it: ``perez2026-3fa9b2c1``.
    """
    first = next((each.family or each.short or each.name for each in creators), "")
    return f"{slugify(first)[:24].strip('-') or 'resource'}{date[:4]}-{page.translation_key.hex[:8]}"
