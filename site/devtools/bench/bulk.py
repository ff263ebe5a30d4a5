"""Insert thousands of rows at once, without signals."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from core.base.batches import batched
from translation.sources.bulk import insert

#: Pages written with one statement.
BATCH = 1000

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def insert_pages(parent: Page, pages: Iterable[Any]) -> int:
    """Put new live pages of one type below a page.

    They need ``title``, ``slug``, ``locale`` and ``translation_key``. Nothing is told of it: no revision,
    no index, no log. Afterwards each has its primary key.

    Returns:
        How many there were.
    """
    last = parent.get_last_child()
    position = int(last.path[-Page.steplen :], len(_DIGITS)) if last else 0
    count = 0
    for batch in batched(pages, BATCH):
        for page in batch:
            position += 1
            _place(page, parent, position)
        Page.objects.bulk_create([_page_row(page) for page in batch])
        paths = [page.path for page in batch]
        keys = dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))
        for page in batch:
            page.pk = page.page_ptr_id = page.id = keys[page.path]
        _insert_own_rows(batch)
        count += len(batch)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    parent.numchild += count
    return count


def _place(page: Any, parent: Page, position: int) -> None:
    now = timezone.now()
    page.path = parent.path + _step(position)
    page.depth, page.numchild = parent.depth + 1, 0
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.content_type = ContentType.objects.get_for_model(type(page))
    page.draft_title, page.live, page.has_unpublished_changes = page.title, True, False
    page.first_published_at = page.last_published_at = now


def _step(position: int) -> str:
    """A position among siblings as treebeard writes it."""
    digits = ""
    while position:
        position, digit = divmod(position, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits.rjust(Page.steplen, "0")


def _page_row(page: Any) -> Page:
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    return Page(**{name: getattr(page, name) for name in names})


def _insert_own_rows(pages: list[Any]) -> None:
    """The rows of the type's own table, which Django's ``bulk_create`` refuses to write alone."""
    insert(pages, fields=type(pages[0])._meta.local_concrete_fields)
