"""Uses of images: records which images are shown where, and queues missing renditions.

A page type or snippet says in ``pictures`` which of its keys to images are shown in which places; the
blocks of its texts say it themselves. What is published is noted, and so is what a visitor was shown
without its sizes. Making them is a worker's matter (:mod:`core.images.rendition_queue`).
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db import models, transaction
from wagtail.fields import StreamField

from core.base.after_publish import PublishedChange
from core.base.task_queue import has_queue
from core.blocks.link_targets import PictureBlock
from core.blocks.walk import walk
from core.images import tasks
from core.images.models import ImageUse, PlatformImage
from core.images.rendition_queue import make_first, waiting

#: An image's key and the name of a preset.
Use = tuple[int, str]


def uses_of(instance: models.Model) -> set[Use]:
    """The images that a page or snippet shows itself, each with the places it is shown in."""
    uses = {
        (getattr(instance, f"{name}_id"), preset)
        for name, presets in getattr(instance, "pictures", {}).items()
        for preset in presets
    }
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            uses.update(_in_stream(getattr(instance, field.name)))
    return {(key, preset) for key, preset in uses if key}


def _in_stream(value: Any) -> Iterator[Use]:
    for node in walk(value):
        if isinstance(node.block, PictureBlock) and node.value is not None:
            yield from ((node.value.pk, preset) for preset in node.block.presets)


def note(uses: Iterable[Use]) -> None:
    """Note uses that are not noted yet; they wait for their sizes."""
    rows = (ImageUse(image_id=key, preset=preset) for key, preset in sorted(uses))
    ImageUse.objects.bulk_create(rows, ignore_conflicts=True)


def note_after_publish(change: PublishedChange) -> None:
    """Note what has been published, and have the sizes made that are not there, once all is committed."""
    uses = {use for each in change.published for use in uses_of(each.instance)}
    if uses:
        note(uses)
        change.later(make_waiting, sorted({key for key, _preset in uses}))


def make_waiting(keys: list[int]) -> None:
    """Have the sizes made that images wait for: by a worker, or what of it a moment allows."""
    if not waiting().filter(image_id__in=keys).exists():
        return
    if has_queue():
        _enqueue(keys)
    else:
        make_first(keys)


def enqueue_displayed(uses: Iterable[Use]) -> None:
    """Note what a visitor was shown without its sizes, and have a worker make them.

    An image that is broken is not tried again: its editor has to replace it.
    """
    unique_uses = set(uses)
    keys = sorted({key for key, _preset in unique_uses})
    with transaction.atomic():
        note(unique_uses)
        presets = {preset for _key, preset in unique_uses}
        finished_uses = ImageUse.objects.filter(image_id__in=keys, preset__in=presets, state=ImageUse.State.MADE)
        finished_uses.update(state=ImageUse.State.WAITING)
        if has_queue():
            _enqueue(keys)


def renew(image: PlatformImage) -> None:
    """Generate the renditions of a saved image again: its file or focal point may have changed."""
    uses = ImageUse.objects.filter(image_id=image.pk)
    if uses.update(state=ImageUse.State.WAITING, problem="") and has_queue():
        _enqueue([image.pk])


def _enqueue(keys: list[int]) -> None:
    transaction.on_commit(partial(tasks.make_renditions.enqueue, keys))
