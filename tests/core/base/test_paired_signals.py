"""Handlers that look before a change and act after it."""

import gc
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Collection

from core.base.paired_signals import around_delete, around_save

pytestmark = pytest.mark.django_db

NAME = "tests.paired"


@pytest.fixture
def log() -> Iterator[list[tuple[str, bool]]]:
    """What a handler saw of collections, and afterwards, with whether they were in the database."""
    said: list[tuple[str, bool]] = []

    def note(name: str) -> None:
        said.append((f"after {name}", Collection.objects.filter(name=name).exists()))

    def look(instance: Any) -> Callable[[], None]:
        said.append((f"before {instance.name}", Collection.objects.filter(name=instance.name).exists()))
        return partial(note, instance.name)

    around_save(look, [Collection], NAME)
    around_delete(look, [Collection], NAME)
    yield said
    for signal in (pre_save, post_save, pre_delete, post_delete):
        assert signal.disconnect(sender=Collection, dispatch_uid=NAME)


def test_a_handler_sees_both_sides(log: list[tuple[str, bool]]) -> None:
    made = Collection.get_first_root_node().add_child(name="Mapas")
    made.delete()
    assert log == [("before Mapas", False), ("after Mapas", True), ("before Mapas", True), ("after Mapas", False)]


def test_instances_do_not_meet_and_carry_nothing(log: list[tuple[str, bool]]) -> None:
    root = Collection.get_first_root_node()
    one, two = root.add_child(name="Uno"), root.add_child(name="Dos")
    before = set(one.__dict__)
    log.clear()
    Collection.objects.filter(pk__in=[one.pk, two.pk]).delete()
    one.name = "Tres"
    assert sorted(log) == sorted(
        [(f"{side} {name}", side == "before") for side in ("before", "after") for name in ("Uno", "Dos")]
    )
    assert set(one.__dict__) == before


def test_a_change_that_fails_is_not_followed(log: list[tuple[str, bool]]) -> None:
    root = Collection.get_first_root_node()
    double = Collection(name="Doble", path=root.path, depth=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()
    assert log == [("before Doble", False)]
    del double
    gc.collect()
