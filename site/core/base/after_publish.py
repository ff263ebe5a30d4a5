"""Steps after a publish, as listed in ``config/settings/publishing.py``, in that order, each once a change.

A change is what is published by one call of ``publish``, aliases included, and the rows that the first steps write with
it. Steps in the transaction collect what may wait; all of that is one task.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, TypeAlias

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import task

from core.base.task_queue import has_queue

#: What the steps that may wait are given, by their dotted paths: keys that can be stored as JSON.
Work: TypeAlias = dict[str, list[Any]]


@dataclass(frozen=True)
class PublishedItem:
    """Something that was published, and from which revision; an alias has its original's."""

    instance: Any
    revision: Any


@dataclass
class PublishedChange:
    """What is published together, and what is to be done about it."""

    published: list[PublishedItem] = field(default_factory=list)
    #: Rows that a step has written with what was published, as they are now.
    carried: list[Any] = field(default_factory=list)
    #: What may wait, each key once.
    waiting: dict[str, dict[Any, None]] = field(default_factory=dict)

    def later(self, step: Callable[[list[Any]], None], keys: Collection[Any]) -> None:
        """Have a step of the lists for what may wait done with some keys, each once however often it is asked for."""
        if keys:
            self.waiting.setdefault(f"{step.__module__}.{step.__qualname__}", {}).update(dict.fromkeys(keys))

    def work(self, steps: Collection[str]) -> Work:
        """What was asked for of some steps, in their order."""
        return {path: list(self.waiting[path]) for path in steps if path in self.waiting}

    def take_over(self, other: "PublishedChange") -> None:
        """Do later what another change asks for."""
        for path, keys in other.waiting.items():
            self.waiting.setdefault(path, {}).update(keys)


#: The change that is being made.
_change: ContextVar[PublishedChange | None] = ContextVar("change", default=None)
#: What gathers what may wait of many changes.
_gathered: ContextVar[PublishedChange | None] = ContextVar("gathered_changes", default=None)


@contextmanager
def change() -> Iterator[PublishedChange]:
    """Collect what is published inside, and do what follows from it; after an error, nothing.

    To be used inside a transaction. Inside another change it is a part of that one.
    """
    outer = _change.get()
    if outer is not None:
        yield outer
        return
    inner = PublishedChange()
    token = _change.set(inner)
    try:
        yield inner
    finally:
        _change.reset(token)
    if inner.published:
        _follow(inner)


def current_change() -> PublishedChange | None:
    """The change that is being made, if any."""
    return _change.get()


@contextmanager
def gathered() -> Iterator[PublishedChange]:
    """Gather what may wait of all changes inside, for whoever does it at the end, as the filling of a platform does."""
    all_changes = PublishedChange()
    token = _gathered.set(all_changes)
    try:
        yield all_changes
    finally:
        _gathered.reset(token)


def note_published(instance: Any, revision: Any = None) -> None:
    """Something is published: a part of the change that is being made, or a change of its own."""
    with change() as this:
        if all(each.instance is not instance for each in this.published):
            this.published.append(PublishedItem(instance, revision))


@task()
def follow_up(work: Work) -> None:
    """Do what may wait, each step even if one before it failed. Doing it once more changes nothing.

    Raises:
        ExceptionGroup: of what steps raised.
    """
    errors = []
    for path in [*settings.AFTER_PUBLISH_INDEXES, *settings.AFTER_PUBLISH_FILES]:
        if path in work:
            try:
                _step(path)(work[path])
            except Exception as error:  # noqa: BLE001 - raised below
                errors.append(error)
    if errors:
        raise ExceptionGroup("Not all that follows a publish could be done", errors)


def hand_over(this: PublishedChange) -> None:
    """Have what may wait done: in one task, or where no worker runs at once, and files after the commit."""
    indexes, files = this.work(settings.AFTER_PUBLISH_INDEXES), this.work(settings.AFTER_PUBLISH_FILES)
    if has_queue():
        _enqueue(indexes | files)
        return
    _enqueue(indexes)
    transaction.on_commit(partial(_enqueue, files))


def _follow(this: PublishedChange) -> None:
    for path in settings.AFTER_PUBLISH:
        _step(path)(this)
    gathering = _gathered.get()
    if gathering is not None:
        gathering.take_over(this)
    else:
        hand_over(this)


def _enqueue(work: Work) -> None:
    if work:
        follow_up.enqueue(work)


@cache
def _step(path: str) -> Callable[[Any], None]:
    step: Callable[[Any], None] = import_string(path)
    return step
