"""What the public may no longer see leaves the index in the same moment; what it may see follows in the background.

Tasks wait in the database, in the transaction of the change that asks for them.
"""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, TranslatableMixin
from wagtail.signals import page_published, page_unpublished, post_page_move, published

from core.documents.reading import document_read
from core.searchable import index_anew, pages_changed
from search.models import Entry
from search.tasks import refresh_below, refresh_pages


def hide(below: str) -> None:
    """Take back what lies at or below a path, at once. A query."""
    Entry.objects.filter(path__startswith=below, shown=True).update(shown=False)


def _refresh(path: str) -> None:
    refresh_below.enqueue(path)


def _page_published(instance: Page, **_kwargs: Any) -> None:
    """Once more: when Wagtail has it indexed, at its save, the rows of its relations may not be there yet."""
    index_anew([instance.pk])


def _page_unpublished(instance: Page, **_kwargs: Any) -> None:
    Entry.objects.filter(pk=instance.pk).update(shown=False)
    index_anew([instance.pk])


def _page_moved(instance: Page, **_kwargs: Any) -> None:
    """Its path is another one, and it may lie below a private page now, or no longer."""
    moved = Page.objects.get(pk=instance.pk)
    keys = moved.get_descendants(inclusive=True).values("pk")
    Entry.objects.filter(pk__in=keys).update(shown=False)
    _refresh(moved.path)


def _restricted(instance: PageViewRestriction, **_kwargs: Any) -> None:
    hide(instance.page.path)
    _refresh(instance.page.path)


def _released(instance: PageViewRestriction, **_kwargs: Any) -> None:
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path:
        _refresh(path)


def _snippet_published(instance: Any, **_kwargs: Any) -> None:
    """Pages are found by what the things that they name are called."""
    if isinstance(instance, TranslatableMixin) and not isinstance(instance, Page):
        _refresh_naming(instance)


def _refresh_naming(thing: Any) -> None:
    versions = type(thing).objects.filter(translation_key=thing.translation_key)
    named = Q(to_object_id__in=[str(version.pk) for version in versions])
    content_type = ReferenceIndex._get_base_content_type(type(thing))  # noqa: SLF001 - Wagtail has no other way
    rows = ReferenceIndex.objects.filter(named, to_content_type=content_type)
    pages = rows.filter(base_content_type=ReferenceIndex._get_base_content_type(Page))  # noqa: SLF001 - as above
    index_anew({int(key) for key in pages.values_list("object_id", flat=True)})


def _document_read(document: Any, **_kwargs: Any) -> None:
    rows = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page)  # noqa: SLF001 - as above
    )
    index_anew({int(key) for key in rows.values_list("object_id", flat=True)})


def _pages_changed(keys: list[int], **_kwargs: Any) -> None:
    refresh_pages.enqueue(keys)


def connect() -> None:
    """Called in ``AppConfig.ready``."""
    pages_changed.connect(_pages_changed, dispatch_uid="search.changed")
    page_published.connect(_page_published, dispatch_uid="search.published")
    page_unpublished.connect(_page_unpublished, dispatch_uid="search.unpublished")
    post_page_move.connect(_page_moved, dispatch_uid="search.moved")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(_released, sender=PageViewRestriction, dispatch_uid="search.released")
    published.connect(_snippet_published, dispatch_uid="search.named")
    document_read.connect(_document_read, dispatch_uid="search.document")
