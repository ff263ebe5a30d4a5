"""Signal handlers that compare a row before and after a change, as one function.

The function is called before the row is saved or deleted and returns what is to be done afterwards. Nothing is set on
the instance: what was read before is in the callback.
"""

import weakref
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from django.db.models import Model
from django.db.models.signals import ModelSignal, post_delete, post_save, pre_delete, pre_save

#: Looks at an instance before the change and returns what follows it, without keeping the instance.
Handler: TypeAlias = Callable[[Any], Callable[[], None]]


def around_save(handler: Handler, senders: Iterable[type[Model]], name: str) -> None:
    """Call a handler before instances of some models are saved, and what it returns afterwards."""
    _connect(pre_save, post_save, handler, senders, name)


def around_delete(handler: Handler, senders: Iterable[type[Model]], name: str) -> None:
    """Call a handler before instances of some models are deleted, and what it returns afterwards."""
    _connect(pre_delete, post_delete, handler, senders, name)


def _connect(
    first_signal: ModelSignal, second_signal: ModelSignal, handler: Handler, senders: Iterable[type[Model]], name: str
) -> None:
    callbacks: dict[int, Callable[[], None]] = {}

    def look(instance: Model, **_kwargs: Any) -> None:
        callbacks[id(instance)] = handler(instance)
        weakref.finalize(instance, callbacks.pop, id(instance), None)  # where the change fails

    def act(instance: Model, **_kwargs: Any) -> None:
        callback = callbacks.pop(id(instance), None)
        if callback is not None:
            callback()

    for sender in senders:
        first_signal.connect(look, sender=sender, weak=False, dispatch_uid=name)
        second_signal.connect(act, sender=sender, weak=False, dispatch_uid=name)
