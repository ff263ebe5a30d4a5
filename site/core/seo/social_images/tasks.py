"""Background tasks of images for social media."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django_tasks import task

from core.seo.social_images import store

_bulk_mode: ContextVar[bool] = ContextVar("social_images_bulk_mode", default=False)


@task()
def refresh_social_images(key: str) -> None:
    """See to the cards of a page in all its languages; see :func:`core.seo.social_images.store.refresh`."""
    store.refresh(UUID(key))


@task()
def draw_missing_social_images(max_key: int | None = None) -> None:
    """Draw the cards that are missing, some a task, each asking for the next until none is left."""
    next_key = store.draw_missing(max_key)
    if next_key is not None:
        draw_missing_social_images.enqueue(next_key)


@task()
def delete_hidden_social_images(path: str) -> None:
    """Remove cards of what has become private; see :func:`core.seo.social_images.store.drop_hidden`."""
    store.drop_hidden(path)


def is_suspended() -> bool:
    """Whether no cards are asked for at the moment; see :func:`suspended`."""
    return _bulk_mode.get()


@contextmanager
def suspended() -> Iterator[None]:
    """Ask for no cards inside, where many pages are made at once: the job draws them later."""
    token = _bulk_mode.set(True)
    try:
        yield
    finally:
        _bulk_mode.reset(token)
