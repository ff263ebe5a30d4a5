"""Drawing cards in the background, whenever a page changes for the public."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django_tasks import task
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished

from core.cards import keeping
from core.models import ShareCard

_held_back: ContextVar[bool] = ContextVar("cards_held_back", default=False)


@task()
def refresh_cards(key: str) -> None:
    """See to the cards of a page in all its languages; see :func:`core.cards.keeping.refresh`."""
    keeping.refresh(UUID(key))


@task()
def draw_missing_cards(before: int | None = None) -> None:
    """Draw the cards that are missing, some a task, each asking for the next until none is left."""
    rest = keeping.draw_missing(before)
    if rest is not None:
        draw_missing_cards.enqueue(rest)


@task()
def drop_hidden_cards(path: str) -> None:
    """Remove cards of what has become private; see :func:`core.cards.keeping.drop_hidden`."""
    keeping.drop_hidden(path)


@contextmanager
def held_back() -> Iterator[None]:
    """Ask for no cards inside, where many pages are made at once: the job draws them later."""
    token = _held_back.set(True)
    try:
        yield
    finally:
        _held_back.reset(token)


def connect() -> None:
    """Listen to what changes pages for the public."""
    for signal in (page_published, page_unpublished):
        signal.connect(_page_changed, dispatch_uid="cards")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="cards")
    post_save.connect(_site_changed, sender=Site, dispatch_uid="cards")
    post_delete.connect(_site_changed, sender=Site, dispatch_uid="cards")


def _page_changed(instance: Page, **kwargs: Any) -> None:
    if not _held_back.get():
        transaction.on_commit(partial(refresh_cards.enqueue, str(instance.translation_key)))


def _restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    transaction.on_commit(partial(drop_hidden_cards.enqueue, instance.page.path))


def _site_changed(**kwargs: Any) -> None:
    """Its name stands on every card."""
    ShareCard.objects.update(fingerprint="")
