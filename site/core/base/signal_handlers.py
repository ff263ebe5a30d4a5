"""Signal handlers: validate the place of a moved page."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import pre_page_move

from core.base.page_tree import require_place


def connect() -> None:
    """Connect the handlers, each once. Wagtail sends this signal for pages only, from each type."""
    pre_page_move.connect(_require_place, dispatch_uid="core.base.require_place")


def _require_place(instance: Page, parent_page_before: Page, parent_page_after: Page, **_kwargs: Any) -> None:
    """A page is about to be moved."""
    if parent_page_before.pk != parent_page_after.pk:
        require_place(instance, parent_page_after)
