"""Signal handlers: hide what is no longer public at once, index changes in the background.

Tasks wait in the database, in the transaction of the change that asks for them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.db.models.signals import post_delete
from wagtail.models import DraftStateMixin, Page, PageViewRestriction, ReferenceIndex, TranslatableMixin
from wagtail.signals import page_unpublished, post_page_move, unpublished

from core.base.after_publish import PublishedChange
from core.base.paired_signals import around_delete, around_save
from core.base.search_index import index_pages, pages_changed, reindex
from core.documents.text_extraction import text_extracted
from search.index import carrying, follow, leave
from search.models import Entry
from search.tasks import branch, refresh, refresh_below, refresh_pages
from search.upstream import reference_content_type


def hide(key: int) -> None:
    """Take back a page and what lies below it this very moment, at once. Two queries."""
    Entry.objects.filter(page__in=branch(key).values("pk"), is_visible=True).update(is_visible=False)


def _page_unpublished(instance: Page, **_kwargs: Any) -> None:
    """Wagtail tells of what is about to be deleted too, which is still live in the database and must not come back."""
    Entry.objects.filter(pk=instance.pk).update(is_visible=False)
    if not Page.objects.filter(pk=instance.pk, live=True).exists():
        reindex([instance.pk])


def _page_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_kwargs: Any) -> None:
    """It may lie below a private page now, or no longer. Its place among its siblings says nothing."""
    if parent_page_before.pk != parent_page_after.pk:
        hide(instance.pk)
        refresh_below.enqueue(instance.pk)


def _on_restriction_saved(instance: PageViewRestriction) -> Callable[[], None]:
    """Hide the page that is restricted, and show the one that the restriction was moved away from."""
    rows = PageViewRestriction.objects.filter(pk=instance.pk).exclude(page=instance.page_id)
    previous_page = rows.values_list("page_id", flat=True).first() if instance.pk else None
    return partial(_restrict, instance.page_id, previous_page)


def _restrict(page: int, previous_page: int | None) -> None:
    hide(page)
    for key in (page, previous_page):
        if key is not None:
            refresh_below.enqueue(key)


def _on_restriction_deleted(instance: PageViewRestriction, **_kwargs: Any) -> None:
    if instance.page_id:
        refresh_below.enqueue(instance.page_id)


def _on_page_deleted(instance: Page) -> Callable[[], None]:
    """Leave the index before the database takes the entry along, with the words that it has."""
    return partial(follow, leave([instance.pk]))


def index_after_publish(change: PublishedChange) -> None:
    """Index the pages anew that name what was published, if that is no page; pages themselves are by then."""
    for each in change.published:
        if _has_names(type(each.instance)):
            change.later(index_pages, _naming(each.instance))


def _snippet_unpublished(instance: Any, **_kwargs: Any) -> None:
    """Pages are found by what the things that they name are called."""
    if _has_names(type(instance)):
        reindex(_naming(instance))


def _on_snippet_deleted(instance: Any) -> Callable[[], None]:
    """Find the pages that name a thing before the rows that name it go with it."""
    return partial(reindex, _naming(instance))


def _has_names(model: type[Any]) -> bool:
    """Whether what is of a model is published in several languages and no page."""
    return issubclass(model, TranslatableMixin) and issubclass(model, DraftStateMixin) and not issubclass(model, Page)


def _naming(instance: Any) -> set[int]:
    """Pages that refer to a thing in any language, or carry its name by what they refer to. Four queries."""
    versions = type(instance).objects.filter(translation_key=instance.translation_key)
    condition = Q(to_object_id__in=[str(version.pk) for version in versions])
    content_type = reference_content_type(type(instance))
    rows = ReferenceIndex.objects.filter(condition, to_content_type=content_type)
    pages = rows.filter(base_content_type=reference_content_type(Page))
    words = {instance.translation_key.hex, str(getattr(instance, "key", ""))} - {""}
    return {*map(int, pages.values_list("object_id", flat=True)), *carrying(words)}


def _on_text_extracted(document: Any, **_kwargs: Any) -> None:
    rows = ReferenceIndex.get_references_to(document).filter(base_content_type=reference_content_type(Page))
    reindex({int(key) for key in rows.values_list("object_id", flat=True)})


def _pages_changed(keys: list[int], at_once: bool = False, **_kwargs: Any) -> None:
    if at_once:
        refresh(keys)
    else:
        refresh_pages.enqueue(keys)


def connect() -> None:
    pages_changed.connect(_pages_changed, dispatch_uid="search.changed")
    page_unpublished.connect(_page_unpublished, dispatch_uid="search.unpublished")
    post_page_move.connect(_page_moved, dispatch_uid="search.moved")
    around_save(_on_restriction_saved, [PageViewRestriction], "search.restricted")
    post_delete.connect(_on_restriction_deleted, sender=PageViewRestriction, dispatch_uid="search.released")
    around_delete(_on_page_deleted, [Page], "search.deleted")
    unpublished.connect(_snippet_unpublished, dispatch_uid="search.named_no_more")
    # By model: a receiver for all would have Django read whatever it deletes, row by row.
    around_delete(_on_snippet_deleted, filter(_has_names, apps.get_models()), "search.named_deleted")
    text_extracted.connect(_on_text_extracted, dispatch_uid="search.document")
