"""Related pages, in the reader's language.

Relations between pages keep pointing at the source's page, those to snippets at some language's
version; a reader sees the version in their own language. Everything here asks one question a model,
however long the listing, and joins on translation key and locale, never on the primary key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    RowRange,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from core.base.localized import best
from core.base.page_types import ListingPart, PageType, RelatedListing, page_types
from core.base.visibility import original_versions
from core.listings.teasers import prepare_teasers
from core.vocabularies import languages

#: How many pages a listing shows, of the reader's language and of each other one.
MAX_PAGES, MAX_OTHER_LANGUAGES = 12, 5


@dataclass(frozen=True)
class Listing:
    """A :class:`~core.base.page_types.RelatedListing`. ``whole`` names the list that has all its pages, if any."""

    name: str
    label: Any
    find: Callable[[Page], PageQuerySet]
    order: int
    parts: tuple[ListingPart, ...]
    whole: str
    query: Callable[[Any], str]


@dataclass(frozen=True)
class FirstPages:
    """The first pages of a listing in the reader's language and how many there are in all.

    ``other_languages`` has the first of each other language without a version in the reader's, each thing
    once; ``counts`` has their number by language tag.
    """

    pages: list[Any]
    total: int
    other_languages: list[Any]
    counts: Mapping[str, int]


@dataclass(frozen=True)
class ListingResults:
    """A listing as one page shows it: the first in its own language, and of what exists only in others.

    ``total`` and ``counts`` are as in :class:`FirstPages`; ``whole`` and ``query`` say where the rest stands.
    """

    name: str
    label: Any
    pages: list[Page]
    other_languages: list[Page]
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    whole: str = ""
    query: str = ""
    #: Whether the whole has just as many, or more than this part.
    is_part: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether there is more in the page's language than is shown."""
        return self.total > len(self.pages)


def listings_of(page: Page) -> list[Listing]:
    """The listings that other types have on pages of this type, in their order."""
    page_listings = [
        _listing(page_type, definition)
        for page_type in page_types()
        for definition in page_type.related_listings
        if definition.on == page._meta.label
    ]
    return sorted(page_listings, key=lambda listing: listing.order)


def _listing(page_type: PageType[Any], definition: RelatedListing) -> Listing:
    def narrowed(page: Page) -> PageQuerySet:
        return page_type.subject_filters[definition.subject](page_type.get_queryset(), definition.value(page))

    return Listing(
        definition.name or page_type.name,
        definition.label or page_type.label,
        definition.find or narrowed,
        definition.order or page_type.order,
        definition.parts,
        page_type.name if definition.has_list else "",
        definition.query,
    )


def _all(_listing: Listing, pages: PageQuerySet) -> PageQuerySet | None:
    return pages


def listings(page: Page, narrow: Callable[[Listing, PageQuerySet], PageQuerySet | None] = _all) -> list[ListingResults]:
    """The listings of a page, empty ones left out, and those of which ``narrow`` leaves nothing. One query each."""
    result = []
    for listing in listings_of(page):
        pages = narrow(listing, listing.find(page))
        if pages is None:
            continue
        candidates = original_versions(pages).filter(Q(locale=page.locale) | ~Q(Exists(_versions(page.locale))))
        parts = listing.parts or (ListingPart(listing.name, listing.label, Q()),)
        for part, beginning in zip(
            parts, first_pages(candidates, page.locale, [part.holds for part in parts]), strict=True
        ):
            if beginning.pages or beginning.other_languages:
                result.append(
                    ListingResults(
                        part.name,
                        part.label,
                        prepare_teasers(beginning.pages, page.locale, page),
                        beginning.other_languages,
                        beginning.total,
                        beginning.counts,
                        listing.whole,
                        listing.query(page) if listing.whole else "",
                        is_part=bool(listing.parts),
                    )
                )
    return result


def only_in_other_languages(locale: Locale) -> Q:
    """Pages in other languages that have no version in this one which the public may read."""
    return ~Q(locale=locale) & ~Q(Exists(_versions(locale)))


def _versions(locale: Locale) -> Any:
    versions = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    return original_versions(versions).order_by()


def large_fields(model: type[Page]) -> list[str]:
    """The fields that make a page's row wide, and that no list shows: sorting drags along all that is selected."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, StreamField | RichTextField)]


def first_pages(pages: Any, locale: Locale, parts: Iterable[Q]) -> list[FirstPages]:
    """First pages of each part and language, up to a limit. One query, rarely two.

    The database numbers the pages of each part and language and gives the first of them alone.
    """
    order, condition = [*pages.query.order_by], Q()
    for number, holds in enumerate(parts):
        partition = [F("locale_id"), Case(When(holds, then=True), default=False) if holds else Value(1)]
        pages = pages.annotate(
            **{
                f"in_{number}": Case(When(holds, then=True), default=False) if holds else Value(True),
                f"place_{number}": Window(RowNumber(), partition_by=partition, order_by=order),
                # In the same order, though it counts all of them, so that the database orders them once.
                f"total_{number}": Window(Count("*"), partition_by=partition, order_by=order, frame=RowRange()),
            }
        )
        limit = Q(**{f"place_{number}__lte": MAX_OTHER_LANGUAGES}) | Q(
            locale=locale, **{f"place_{number}__lte": MAX_PAGES}
        )
        condition |= Q(**{f"in_{number}": True}) & limit
    rows = list(pages.filter(condition).select_related("locale").defer(*large_fields(pages.model)))
    preceded_keys = _superseded_keys([row for row in rows if row.locale_id != locale.pk], locale)
    return [_first_pages(rows, preceded_keys, locale, number) for number, _part in enumerate(parts)]


def _superseded_keys(rows: list[Any], locale: Locale) -> set[Any]:
    """Keys of objects with a version for the reader that is in none of the rows. At most one query."""
    _reader_code, first_alternative, *further_codes = [*languages.chain(locale.language_code), ""]
    tags = {key: row.locale.language_code for key, row in best(rows, locale).items()}
    doubtful = [key for key, tag in tags.items() if tag != first_alternative]
    if not doubtful or not further_codes:
        return set()
    ranks = languages.ranks(locale.language_code)
    versions = original_versions(Page.objects.filter(translation_key__in=doubtful).exclude(locale=locale))
    pairs = versions.order_by().values_list("translation_key", "locale__language_code")
    return {key for key, tag in pairs if ranks[tag] < ranks[tags[key]]}


def _first_pages(rows: list[Any], preceded_keys: set[Any], locale: Locale, number: int) -> FirstPages:
    """The rows of a part, told apart by language; of a thing's versions the one for the reader stays."""
    part_rows = [row for row in rows if getattr(row, f"in_{number}")]
    reader_rows = [
        row for row in part_rows if row.locale_id == locale.pk and getattr(row, f"place_{number}") <= MAX_PAGES
    ]
    other_rows = [
        row
        for row in part_rows
        if row.locale_id != locale.pk and getattr(row, f"place_{number}") <= MAX_OTHER_LANGUAGES
    ]
    best_versions = best(other_rows, locale)
    totals = {row.locale.language_code: getattr(row, f"total_{number}") for row in [*reader_rows, *other_rows]}
    versions = [
        row
        for row in other_rows
        if row is best_versions[row.translation_key] and row.translation_key not in preceded_keys
    ]
    return FirstPages(reader_rows, totals.pop(locale.language_code, 0), versions, totals)


def in_language(queryset: PageQuerySet, locale: Locale, number: int) -> list[Page]:
    """The first so many public pages of one language. One query; aliases are no versions."""
    pages = original_versions(queryset).filter(locale=locale)
    return list(pages.select_related("locale").defer(*large_fields(queryset.model))[:number])
