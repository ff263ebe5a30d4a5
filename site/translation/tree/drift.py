"""Find and mend differences between the trees of the languages that no signal announced.

Rows that were written past the models, a restored backup, an import: the same rules as in
``translation.tree.followers``, looked up for all pages at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation

from core.base.slugs import available_slug
from translation.sources.source_version import only_sources
from translation.tree import aliases
from translation.tree import followers as tree
from translation.tree.models import AliasLanguage, PinnedPlace
from translation.tree.order import reorder


@dataclass(frozen=True)
class Drift:
    """Something out of step: which page, what about it, and how that is mended."""

    title: str
    language: str
    problem: str
    repair: Callable[[], Any]


@dataclass(frozen=True)
class _Row:
    """The columns of a page that are compared."""

    pk: int
    path: str
    title: str
    translation_key: Any
    locale_id: int
    live: bool
    expire_at: Any

    @property
    def parent(self) -> str:
        return self.path[: -Page.steplen]


class _Trees:
    """All pages, as far as they matter."""

    def __init__(self) -> None:
        names = ("pk", "path", "title", "translation_key", "locale_id", "live", "expire_at")
        rows = [_Row(*values) for values in Page.objects.filter(depth__gt=1).order_by("path").values_list(*names)]
        self.by_path = {row.path: row for row in rows}
        self.languages = dict(Locale.objects.values_list("pk", "language_code"))
        self.own_places = set(PinnedPlace.objects.values_list("page_id", flat=True))
        self.restrictions = _restrictions()
        sources = set(only_sources(Page.objects.filter(depth__gt=1)).values_list("pk", flat=True))
        versions: dict[Any, list[_Row]] = defaultdict(list)
        for row in rows:
            versions[row.translation_key].append(row)
        #: Each source with what follows it.
        self.families = [
            (source, [row for row in some if row is not source])
            for some in versions.values()
            for source in some
            if source.pk in sources and len(some) > 1
        ]
        self.sources = {row.pk: source for source, followers in self.families for row in followers}

    def key_above(self, row: _Row) -> Any:
        """Translation key of the parent page; None for the root."""
        parent_row = self.by_path.get(row.parent)
        return parent_row.translation_key if parent_row else None


def _restrictions() -> dict[int, tuple[Any, ...]]:
    by_page = {}
    for each in PageViewRestriction.objects.prefetch_related("groups"):
        by_page[each.page_id] = (
            each.restriction_type,
            each.password,
            frozenset(group.pk for group in each.groups.all()),
        )
    return by_page


def find() -> list[Drift]:
    """All that is out of step, in the order in which it is to be mended. A dozen questions at any size."""
    trees = _Trees()
    drifts = [*_in_foreign_trees(trees), *_missing_aliases(trees), *_orphans(trees)]
    for source, followers in trees.families:
        for follower in followers:
            drifts += [
                Drift(follower.title, trees.languages[follower.locale_id], problem, partial(_mend, source.pk, how))
                for problem, how in _differences(trees, source, follower)
            ]
    return [*drifts, *_order(trees)]


def _differences(trees: _Trees, source: _Row, follower: _Row) -> Iterator[tuple[str, Callable[[Page], Any]]]:
    if follower.live and not source.live:
        yield _("is public, but its source is not"), tree.unpublish_followers
    if follower.expire_at != source.expire_at:
        yield _("does not expire at the same time as its source"), lambda page: tree.carry_expiry(page.specific)
    if trees.restrictions.get(follower.pk) != trees.restrictions.get(source.pk):
        yield _("is not as private as its source"), tree.copy_restriction
    if trees.key_above(follower) != trees.key_above(source) and follower.pk not in trees.own_places:
        yield _("is in a different position from its source"), lambda page: tree.move_followers(page, page.get_parent())


def _mend(key: int, how: Callable[[Page], Any]) -> None:
    """Do something with a source, unless it is gone."""
    page = Page.objects.filter(pk=key).first()
    if page is not None:
        how(page)


def _order(trees: _Trees) -> Iterator[Drift]:
    """The parents below which pages stand in another order than their sources."""
    rows_by_parent: dict[str, list[_Row]] = defaultdict(list)
    for row in trees.by_path.values():
        if row.pk in trees.sources and row.pk not in trees.own_places:
            rows_by_parent[row.parent].append(row)
    for path, rows in rows_by_parent.items():
        parent = trees.by_path.get(path)
        if parent is None:
            continue
        rows_in_place = [row for row in rows if trees.key_above(trees.sources[row.pk]) == parent.translation_key]
        places = [trees.sources[row.pk].path for row in rows_in_place]
        if places != sorted(places):
            keys = [row.pk for row in sorted(rows_in_place, key=lambda row: trees.sources[row.pk].path)]
            yield Drift(
                parent.title,
                trees.languages[parent.locale_id],
                _("has subpages in a different order from their sources"),
                partial(_sort, [(key, trees.sources[key].pk) for key in keys]),
            )


def _sort(pairs: list[tuple[int, int]]) -> None:
    """Bring pages one after the other to their sources' places."""
    for key, source_key in pairs:
        page, source = (Page.objects.filter(pk=each).first() for each in (key, source_key))
        if page is not None and source is not None:
            reorder(page, source)


def _in_foreign_trees(trees: _Trees) -> Iterator[Drift]:
    """Pages below a page of another language, where their words are read as that language's."""
    for row in trees.by_path.values():
        parent_row = trees.by_path.get(row.parent)
        if parent_row is not None and parent_row.locale_id != row.locale_id:
            problem = _("is below a page in another language (%(language)s)") % {
                "language": trees.languages[parent_row.locale_id]
            }
            yield Drift(row.title, trees.languages[row.locale_id], problem, partial(_bring_home, row.pk))


def _bring_home(key: int) -> None:
    """Move a page below its parent's version in the page's own language, with an address that is free there.

    Raises:
        LookupError: there is no such version; a person has to choose another place.
    """
    page = Page.objects.get(pk=key)
    home = page.get_parent().get_translation_or_none(page.locale)
    if home is None:
        raise LookupError(_("The parent page has no version in that language. Move it manually."))
    slug = available_slug(home, page.slug, ignore_page_id=page.pk)
    if slug != page.slug:
        page.slug = slug
        page.save(clean=False)
    page.specific.move(home, pos="last-child")


def _orphans(trees: _Trees) -> Iterator[Drift]:
    """Public translations of what is deleted."""
    records = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
    )
    without_source = records.exclude(
        Exists(
            Page.objects.filter(translation_key=OuterRef("source__object_id"), locale_id=OuterRef("source__locale_id"))
        )
    )
    for page in Page.objects.live().filter(Exists(without_source)):
        yield Drift(
            page.title,
            trees.languages[page.locale_id],
            _("is public, but its source has been deleted"),
            partial(_hide, page.pk),
        )


def _hide(key: int) -> None:
    page = Page.objects.filter(pk=key, live=True).first()
    if page is not None:
        page.specific.unpublish()


def _missing_aliases(trees: _Trees) -> Iterator[Drift]:
    for choice in AliasLanguage.objects.select_related("locale", "source"):
        make_all = partial(aliases.make_aliases.call, choice.locale_id)
        for number, title in enumerate(aliases.missing(choice.source, choice.locale).values_list("title", flat=True)):
            # the first one's repair makes them all
            repair = make_all if number == 0 else partial(bool)
            yield Drift(title, trees.languages[choice.locale_id], _("has no alias"), repair)
