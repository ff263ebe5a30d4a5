"""Position of a translation: below the translation of its source's parent, in the source's order.

What stands below a parent in one language only keeps its place; the versions of what stands elsewhere
come behind the version of the page that stands before their source.
"""

from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.models import Locale, Page


def parent_in(source: Any, locale: Locale) -> Page:
    """The page below which a source's version in a language belongs.

    Raises:
        ParentNotTranslatedError: there is none yet.
    """
    parent: Page = source.get_parent()
    if parent.is_root():
        return parent
    version = Page.objects.filter(translation_key=parent.translation_key, locale=locale).first()
    if version is None:
        raise ParentNotTranslatedError(f"“{parent.title}” has no version in {locale.language_code}.")
    return version


def add_in_order(page: Any, parent: Page, source: Any) -> None:
    """Put a new page below a parent at its source's place."""
    if parent.numchild and not parent.is_root():
        before = _previous_sibling(source, parent)
        behind = None if before else _next_sibling(source, parent)
        if before is not None and before.pk != parent.get_last_child().pk:
            before.add_sibling(pos="right", instance=page)
            return
        if behind is not None:
            behind.add_sibling(pos="left", instance=page)
            return
    parent.add_child(instance=page)


def is_in_order(page: Page, source: Page) -> bool:
    """Whether a page stands at its source's place among its siblings."""
    parent = page.get_parent()
    if parent.is_root():
        return True
    before, behind = _previous_sibling(source, parent), _next_sibling(source, parent)
    return (before is None or before.path < page.path) and (behind is None or page.path < behind.path)


def reorder(page: Page, source: Page) -> None:
    """Move a page to its source's place among its siblings, if it stands elsewhere."""
    if is_in_order(page, source):
        return
    parent = page.get_parent()
    before = _previous_sibling(source, parent)
    if before is not None:
        page.specific.move(before, pos="right")
    else:
        page.specific.move(_next_sibling(source, parent), pos="left")


def _previous_sibling(source: Any, parent: Page) -> Page | None:
    """Version below ``parent`` of the nearest sibling before ``source``."""
    return _version(source.get_siblings(inclusive=False).filter(path__lt=source.path).order_by("-path"), parent)


def _next_sibling(source: Any, parent: Page) -> Page | None:
    """Version below ``parent`` of the nearest sibling after ``source``."""
    return _version(source.get_siblings(inclusive=False).filter(path__gt=source.path).order_by("path"), parent)


def _version(siblings: Any, parent: Page) -> Page | None:
    """Below ``parent`` the version of the first of some pages that has one there."""
    children = parent.get_children().order_by()
    versions = children.filter(translation_key=OuterRef("translation_key"))
    nearest = siblings.filter(Exists(versions)).values("translation_key")[:1]
    version: Page | None = children.filter(translation_key__in=nearest).first()
    return version
