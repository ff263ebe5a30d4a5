"""Signal handlers for every change of pages and snippets."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, pre_page_move, published

from core.base.after_publish import note_published
from core.base.indexing import models_indexed_here, on_deleted, on_saved
from core.base.page_tree import require_place


def connect() -> None:
    """Connect the handlers, each once. Wagtail sends its signals from each type."""
    pre_page_move.connect(_require_place, dispatch_uid="core.base.require_place")
    page_published.connect(_on_page_published, dispatch_uid="core.base.page_published")
    published.connect(_on_published, dispatch_uid="core.base.published")
    for model in models_indexed_here():
        post_save.connect(on_saved, sender=model, dispatch_uid="core.base.index")
        post_delete.connect(on_deleted, sender=model, dispatch_uid="core.base.index")


def _on_page_published(instance: Page, revision: Any = None, **_kwargs: Any) -> None:
    """A page, an alias of one, or a copy that is live at once."""
    note_published(instance, revision)


def _on_published(instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    """Sent for snippets, and for pages once more."""
    if not isinstance(instance, Page):
        note_published(instance, revision)


def _require_place(instance: Page, parent_page_before: Page, parent_page_after: Page, **_kwargs: Any) -> None:
    """A page is about to be moved."""
    if parent_page_before.pk != parent_page_after.pk:
        require_place(instance, parent_page_after)
