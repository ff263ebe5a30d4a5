"""Receivers of model signals have a sender: without one, Django selects the rows of every deletion first."""

from collections.abc import Iterator
from typing import Any
from weakref import ReferenceType

from django.contrib.sessions.models import Session
from django.db.models import signals
from django.dispatch import Signal
from django.dispatch.dispatcher import NONE_ID
from django_tasks_db.models import DBTaskResult

from devtools.indexing import defer_indexing
from tests.config.test_layout import MAY_IMPORT
from translation.checks.models import SegmentFinding

NAMES = ("pre_init", "post_init", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed")


def receivers(signal: Signal) -> Iterator[tuple[Any, bool]]:
    """The receivers of a signal, each with whether it is connected without a sender."""
    for (_key, sender), receiver, *_asynchronous in signal.receivers:
        function = receiver() if isinstance(receiver, ReferenceType) else receiver
        if function is not None:
            yield function, sender == NONE_ID


def for_all_senders() -> list[str]:
    """The project's own receivers of model signals that have no sender."""
    return [
        f"{name}: {receiver.__module__}.{receiver.__qualname__}"
        for name in NAMES
        for receiver, every in receivers(getattr(signals, name))
        if every and receiver.__module__.partition(".")[0] in MAY_IMPORT
    ]


def test_every_receiver_of_a_model_signal_has_a_sender() -> None:
    connected = [name for name in NAMES if any(receivers(getattr(signals, name)))]
    assert {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"} <= set(connected)
    assert for_all_senders() == []


def test_while_the_indexes_wait_too(db: None) -> None:
    with defer_indexing():
        assert for_all_senders() == []


def test_rows_that_nobody_follows_are_deleted_without_being_read() -> None:
    for model in (Session, SegmentFinding, DBTaskResult):
        assert not signals.pre_delete.has_listeners(model), model
        assert not signals.post_delete.has_listeners(model), model
