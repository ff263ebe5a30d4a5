"""Check of slugs: taken by a sibling, reserved, or not valid."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import unescape

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.base.slugs import as_slug, is_reserved
from translation.checks.finding import Finding, error, warning

#: The path under which a page's part of its address is translated.
SLUG = "slug"


def findings(rows: Sequence[StringTranslation]) -> Mapping[int, list[Finding]]:
    """For each translated slug, by its primary key, how the address will differ from it.

    Three queries for any number of translations, none where no slug is among them.
    """
    slugs = {row.pk: unescape(row.data) for row in rows if row.context and row.context.path == SLUG}
    if not slugs:
        return {}
    slug_rows = [row for row in rows if row.pk in slugs]
    pages = {
        (page.translation_key, page.locale_id): page
        for page in Page.objects.filter(
            translation_key__in={row.context.object_id for row in slug_rows},
            locale__in={row.locale_id for row in slug_rows},
        ).only("path", "translation_key", "locale")
    }
    neighbours = _neighbours({as_slug(slug) for slug in slugs.values()})
    parents = _parents(pages.values())
    by_row: dict[int, list[Finding]] = defaultdict(list)
    for row in slug_rows:
        page = pages.get((row.context.object_id, row.locale_id))
        if page is None:  # a snippet's, which is its own business
            continue
        slug, fit = slugs[row.pk], as_slug(slugs[row.pk])
        if fit and fit != slug:
            by_row[row.pk].append(warning("slug_altered", slug=slug, address=fit))
        parent = parents.get(_parent(page.path))
        if parent is not None and is_reserved(fit, parent):
            by_row[row.pk].append(error("slug_reserved", slug=fit))
        titles = [title for path, title in neighbours[fit] if path != page.path and _parent(path) == _parent(page.path)]
        if titles:
            by_row[row.pk].append(warning("slug_taken", slug=fit, title=titles[0]))
    return by_row


def _parents(pages: Iterable[Page]) -> dict[str, Page]:
    """The pages above some pages, by their paths."""
    above = Page.objects.filter(path__in={_parent(page.path) for page in pages}).select_related("locale")
    return {page.path: page for page in above}


def _neighbours(slugs: set[str]) -> dict[str, list[tuple[str, str]]]:
    """The pages that have some slugs: their paths in the tree and their titles."""
    by_slug: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for slug, path, title in Page.objects.filter(slug__in=slugs).values_list("slug", "path", "title"):
        by_slug[slug].append((path, title))
    return by_slug


def _parent(path: str) -> str:
    return path[: -Page.steplen]
