"""What is related, in the reader's language.

Relations between pages keep pointing at the source's page, those to snippets at some language's
version; a reader sees the version in their own language. Everything here asks one question a model,
however long the listing, and joins on translation key and locale, never on the primary key.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from django.db.models import Model, QuerySet
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.query import PageQuerySet

from core.seo import is_private

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

    What has no live version in ``locale`` is given in the language it came in, or else in any
    language it is live in, so that it can be shown marked with ``lang``. What is live nowhere is
    left out. One query a model.
    """
    wanted = list({thing.translation_key: thing for thing in objects if thing is not None}.values())
    by_model: dict[type[Model], list[Translatable]] = defaultdict(list)
    for thing in wanted:
        by_model[type(thing)].append(thing)
    shown: dict[Any, Translatable] = {}
    for model, things in by_model.items():
        own = {thing.translation_key: thing.locale_id for thing in things}
        shown |= best(visible(model).filter(translation_key__in=own).order_by("pk"), locale, own)
    return [shown[thing.translation_key] for thing in wanted if thing.translation_key in shown]


def best(rows: Iterable[Translatable], locale: Locale, own: Mapping[Any, Any]) -> dict[Any, Translatable]:
    """Of each thing's versions the one for the reader, by translation key.

    ``own`` has the key of the language that each was named in; of equals the first is taken.
    """
    shown: dict[Any, Translatable] = {}
    for row in rows:
        rank = _rank(row, locale, own[row.translation_key])
        held = shown.get(row.translation_key)
        if held is None or rank < _rank(held, locale, own[row.translation_key]):
            shown[row.translation_key] = row
    return shown


def _rank(row: Any, locale: Locale, own_locale_id: int) -> int:
    """Lower is better: the reader's language, the language it was named in, any other."""
    return 0 if row.locale_id == locale.pk else 1 if row.locale_id == own_locale_id else 2


@dataclass(frozen=True)
class Listing:
    """A kind of page that says something about another, as an app registers it.

    ``find`` gives the pages of all languages that concern a page; ``order`` sorts listings. With
    ``parts`` the pages are asked for once and shown under several labels.
    """

    name: str
    label: Any
    find: Callable[[Page], PageQuerySet]
    order: int = 0
    parts: tuple["ListingPart", ...] = ()


@dataclass(frozen=True)
class ListingPart:
    """Those pages of a listing that are shown under a label of their own; a page may be in several."""

    name: str
    label: Any
    holds: Callable[[Any], bool] = bool


@dataclass(frozen=True)
class ShownListing:
    """A listing as one page shows it: in its own language, and what exists only in others."""

    name: str
    label: Any
    pages: list[Page]
    elsewhere: list[Page]


_listings: dict[str, list[Listing]] = defaultdict(list)


def register(subject: str, listing: Listing) -> None:
    """Show a listing on every page of a type, given as ``app.Model``. Called in ``AppConfig.ready``.

    Raises:
        ValueError: the type has a listing of that name already.
    """
    known = _listings[subject.lower()]
    if any(other.name == listing.name for other in known):
        raise ValueError(f"{subject} has a listing named {listing.name} already.")
    known.append(listing)
    known.sort(key=lambda entry: entry.order)


def listings(page: Page) -> list[ShownListing]:
    """The listings of a page, empty ones left out. One query each."""
    shown = []
    for listing in _listings[page._meta.label_lower]:
        rows = _real(listing.find(page))
        for part in listing.parts or (ListingPart(listing.name, listing.label),):
            pages, elsewhere = _divide([row for row in rows if part.holds(row)], page.locale)
            if pages or elsewhere:
                shown.append(ShownListing(part.name, part.label, pages, elsewhere))
    return shown


def split(found: PageQuerySet, locale: Locale) -> tuple[list[Page], list[Page]]:
    """Pages in one language, and those that exist only in others (each once, as first written). One query."""
    return _divide(_real(found), locale)


def _real(found: PageQuerySet) -> list[Page]:
    """What the public may see. Aliases are no versions: their text is another language's."""
    return list(public(found).filter(alias_of=None).select_related("locale"))


def _divide(rows: list[Page], locale: Locale) -> tuple[list[Page], list[Page]]:
    own = [row for row in rows if row.locale_id == locale.pk]
    have = {row.translation_key for row in own}
    elsewhere: dict[Any, Page] = {}
    for row in rows:
        held = elsewhere.get(row.translation_key)
        if row.translation_key not in have and (held is None or row.pk < held.pk):
            elsewhere[row.translation_key] = row
    return own, list(elsewhere.values())


#: Narrows pages of all languages to those that concern something: a goal's number, a country's code,
#: a theme or a group in any language.
Filter: TypeAlias = Callable[[PageQuerySet, Any], PageQuerySet]


@dataclass(frozen=True)
class ListedType:
    """A type of page that listings can hold, as an app registers it.

    ``find`` gives the type's pages of all languages in the order of a listing. ``filters`` has a key
    for each way to narrow them: ``goal`` (a number), ``country`` (a code), ``theme`` and ``group``
    (a theme, a group's page).
    """

    name: str
    label: Any
    find: Callable[[], PageQuerySet]
    filters: Mapping[str, Filter] = field(default_factory=dict)


_types: dict[str, ListedType] = {}


def register_type(listed: ListedType) -> None:
    """Let listings hold a type of page. Called in ``AppConfig.ready``.

    Raises:
        ValueError: a type of that name is registered already.
    """
    if listed.name in _types:
        raise ValueError(f"There is a listed type named {listed.name} already.")
    _types[listed.name] = listed


def listed_types() -> dict[str, ListedType]:
    """The types of page that listings can hold, by name, in the order in which they were registered."""
    return dict(_types)


def in_language(found: PageQuerySet, locale: Locale, number: int) -> list[Page]:
    """The first so many public pages of one language. One query; aliases are no versions."""
    pages = public(found).filter(locale=locale, alias_of=None)
    return list(pages.select_related("locale")[:number])
