"""What is related, in the reader's language.

Relations between pages keep pointing at the source's page, those to snippets at some language's
version; a reader sees the version in their own language. Everything here asks one question a model,
however long the listing, and joins on translation key and locale, never on the primary key.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    RowRange,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, RowNumber
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page, Revision, TranslatableMixin
from wagtail.query import PageQuerySet

from core.base.page_types import ListingPart, PageType, RelatedListing, page_types
from core.listings.teasers import prepare_teasers
from core.seo.languages import is_private
from core.vocabularies import languages

Translatable = TypeVar("Translatable", bound=TranslatableMixin)


def visible(model: type[Model]) -> QuerySet[Any]:
    """What the public may see of a model: live, and for pages neither private nor below a private one.

    A model whose rows have more conditions has a manager with ``shown()``.
    """
    rows: Any = model._default_manager.select_related("locale")
    if issubclass(model, Page):
        return public(rows)
    if hasattr(rows, "shown"):
        return rows.shown()
    return rows.filter(live=True) if hasattr(model, "live") else rows


def public(pages: PageQuerySet) -> PageQuerySet:
    """The live ones that are neither private nor below a private one, without asking for these first."""
    return pages.live().alias(private=is_private()).filter(private=False)


def for_reader(objects: Iterable[Translatable | None], locale: Locale) -> list[Translatable]:
    """The same things in the reader's language, in the same order, each once.

    What has no live version in ``locale`` is given in the first language of its chain
    (:func:`core.vocabularies.languages.chain`) that it is live in, so that it can be shown marked with
    ``lang``. What is live nowhere is left out. One query a model.
    """
    wanted = list({thing.translation_key: thing for thing in objects if thing is not None}.values())
    by_model: dict[type[Model], list[Translatable]] = defaultdict(list)
    for thing in wanted:
        by_model[type(thing)].append(thing)
    shown: dict[Any, Translatable] = {}
    for model, things in by_model.items():
        keys = {thing.translation_key for thing in things}
        shown |= best(visible(model).filter(translation_key__in=keys).order_by("pk"), locale)
    return [shown[thing.translation_key] for thing in wanted if thing.translation_key in shown]


def best(rows: Iterable[Translatable], locale: Locale) -> dict[Any, Translatable]:
    """Of each thing's versions the one for the reader, by translation key; of equals the first is taken."""
    ranks = languages.ranks(locale.language_code)
    shown: dict[Any, Translatable] = {}
    for row in rows:
        version = shown.setdefault(row.translation_key, row)
        if ranks[row.locale.language_code] < ranks[version.locale.language_code]:
            shown[row.translation_key] = row
    return shown


#: How deep in Wagtail's tree the home pages are.
HOME = 2

#: How many pages a listing shows, of the reader's language and of each other one.
OWN, ELSEWHERE = 12, 5


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
class Beginning:
    """The first pages of a listing in the reader's language and how many there are in all.

    ``elsewhere`` has the first of each other language that have no version in the reader's, each thing
    once; ``numbers`` has how many of them there are, by language tag.
    """

    pages: list[Any]
    total: int
    elsewhere: list[Any]
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class ShownListing:
    """A listing as one page shows it: the first in its own language, and of what exists only in others.

    ``total`` and ``numbers`` are as in :class:`Beginning`; ``whole`` and ``query`` say where the rest stands.
    """

    name: str
    label: Any
    pages: list[Page]
    elsewhere: list[Page]
    total: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)
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
    found = [
        _listing(page_type, related)
        for page_type in page_types()
        for related in page_type.related_listings
        if related.on == page._meta.label
    ]
    return sorted(found, key=lambda listing: listing.order)


def _listing(page_type: PageType[Any], related: RelatedListing) -> Listing:
    def narrowed(page: Page) -> PageQuerySet:
        return page_type.subject_filters[related.subject](page_type.get_queryset(), related.value(page))

    return Listing(
        related.name or page_type.name,
        related.label or page_type.label,
        related.find or narrowed,
        related.order or page_type.order,
        related.parts,
        page_type.name if related.has_list else "",
        related.query,
    )


def _all(_listing: Listing, pages: PageQuerySet) -> PageQuerySet | None:
    return pages


def listings(page: Page, narrow: Callable[[Listing, PageQuerySet], PageQuerySet | None] = _all) -> list[ShownListing]:
    """The listings of a page, empty ones left out, and those of which ``narrow`` leaves nothing. One query each."""
    shown = []
    for listing in listings_of(page):
        pages = narrow(listing, listing.find(page))
        if pages is None:
            continue
        found = _or_own(real(pages), page.locale)
        parts = listing.parts or (ListingPart(listing.name, listing.label, Q()),)
        for part, held in zip(parts, beginnings(found, page.locale, [part.holds for part in parts]), strict=True):
            if held.pages or held.elsewhere:
                shown.append(
                    ShownListing(
                        part.name,
                        part.label,
                        prepare_teasers(held.pages, page.locale, page),
                        held.elsewhere,
                        held.total,
                        held.numbers,
                        listing.whole,
                        listing.query(page) if listing.whole else "",
                        is_part=bool(listing.parts),
                    )
                )
    return shown


def real(found: PageQuerySet) -> PageQuerySet:
    """What the public may see in the words of its own language.

    An alias is no version: its words are another page's. So are those of a home page that was sent to the
    translators as an alias, until its translation is published: it stays live, as its language hangs on it.
    """
    written = ~Q(object_id=Cast(OuterRef("pk"), CharField()))
    borrowed = Exists(Revision.objects.filter(written, pk=OuterRef("live_revision")))
    return public(found).filter(alias_of=None).exclude(Q(borrowed, depth=HOME))


def only_elsewhere(locale: Locale) -> Q:
    """Pages in other languages that have no version in this one which the public may read."""
    return ~Q(locale=locale) & ~Q(Exists(_versions(locale)))


def _or_own(found: PageQuerySet, locale: Locale) -> PageQuerySet:
    return found.filter(Q(locale=locale) | ~Q(Exists(_versions(locale))))


def _versions(locale: Locale) -> Any:
    versions = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    return real(versions).order_by()


def wide(model: type[Page]) -> list[str]:
    """The fields that make a page's row wide, and that no list shows: sorting drags along all that is selected."""
    return [each.name for each in model._meta.concrete_fields if isinstance(each, StreamField | RichTextField)]


def beginnings(found: Any, locale: Locale, parts: Iterable[Q]) -> list[Beginning]:
    """Of each part the first pages of each language, as many as there is room for. One query, rarely two.

    The database numbers the pages of each part and language and gives the first of them alone.
    """
    order, wanted = [*found.query.order_by], Q()
    for number, holds in enumerate(parts):
        whose = [F("locale_id"), Case(When(holds, then=True), default=False) if holds else Value(1)]
        found = found.annotate(
            **{
                f"in_{number}": Case(When(holds, then=True), default=False) if holds else Value(True),
                f"place_{number}": Window(RowNumber(), partition_by=whose, order_by=order),
                # In the same order, though it counts all of them, so that the database orders them once.
                f"total_{number}": Window(Count("*"), partition_by=whose, order_by=order, frame=RowRange()),
            }
        )
        first = Q(**{f"place_{number}__lte": ELSEWHERE}) | Q(locale=locale, **{f"place_{number}__lte": OWN})
        wanted |= Q(**{f"in_{number}": True}) & first
    rows = list(found.filter(wanted).select_related("locale").defer(*wide(found.model)))
    preceded = _preceded([row for row in rows if row.locale_id != locale.pk], locale)
    return [_beginning(rows, preceded, locale, number) for number, _part in enumerate(parts)]


def _preceded(rows: list[Any], locale: Locale) -> set[Any]:
    """Which things, by key, have a version for the reader that is in none of the rows. A query where one may have."""
    _own, first, *others = [*languages.chain(locale.language_code), ""]
    tags = {key: row.locale.language_code for key, row in best(rows, locale).items()}
    doubtful = [key for key, tag in tags.items() if tag != first]
    if not doubtful or not others:
        return set()
    ranks = languages.ranks(locale.language_code)
    versions = real(Page.objects.filter(translation_key__in=doubtful).exclude(locale=locale))
    pairs = versions.order_by().values_list("translation_key", "locale__language_code")
    return {key for key, tag in pairs if ranks[tag] < ranks[tags[key]]}


def _beginning(rows: list[Any], preceded: set[Any], locale: Locale, number: int) -> Beginning:
    """The rows of a part, told apart by language; of a thing's versions the one for the reader stays."""
    held = [row for row in rows if getattr(row, f"in_{number}")]
    own = [row for row in held if row.locale_id == locale.pk and getattr(row, f"place_{number}") <= OWN]
    others = [row for row in held if row.locale_id != locale.pk and getattr(row, f"place_{number}") <= ELSEWHERE]
    first = best(others, locale)
    totals = {row.locale.language_code: getattr(row, f"total_{number}") for row in [*own, *others]}
    elsewhere = [row for row in others if row is first[row.translation_key] and row.translation_key not in preceded]
    return Beginning(own, totals.pop(locale.language_code, 0), elsewhere, totals)


def in_language(found: PageQuerySet, locale: Locale, number: int) -> list[Page]:
    """The first so many public pages of one language. One query; aliases are no versions."""
    pages = real(found).filter(locale=locale)
    return list(pages.select_related("locale").defer(*wide(found.model))[:number])
