"""Queue of renditions to generate: which images are used where.

A page type or snippet says in ``pictures`` which of its keys to images are shown in which places; the
blocks of its texts say it themselves. What is published is noted, and so is what a visitor was shown
without its sizes. Making them is a worker's matter. Where none runs, publishing makes the first size
of what it can within a moment, and the job ``make_renditions`` does the rest.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db import models, transaction
from wagtail.fields import StreamField

from core.blocks.linked import PictureBlock
from core.blocks.walk import walk
from core.images.models import ImageUse, PlatformImage
from core.images.presets import FALLBACK, sizes, specs
from core.images.renditions import BrokenImageError
from core.jobs.recovery import has_queue

logger = logging.getLogger(__name__)

#: Seconds that publishing may take for sizes where no worker makes them.
MOMENT = 1.0

#: What decides, beside its file, how an image's sizes look.
DECIDES = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")

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


def enqueue_published(instance: models.Model) -> None:
    """Note what has been published, and have the sizes made that are not there, once all is committed."""
    uses = uses_of(instance)
    if not uses:
        return
    note(uses)
    transaction.on_commit(partial(_after_publishing, sorted({key for key, _preset in uses})))


def _after_publishing(keys: list[int]) -> None:
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
    from core.images.tasks import make_renditions

    transaction.on_commit(partial(make_renditions.enqueue, keys))


def waiting() -> models.QuerySet[ImageUse]:
    """The uses whose sizes may be missing."""
    return ImageUse.objects.filter(state=ImageUse.State.WAITING)


def make(key: int) -> None:
    """Make what is missing of an image's sizes. Nothing to do is done at once.

    A broken image is noted as such. Sizes cut around another focal point than today's are removed.

    Raises:
        OSError: the storage can't be reached; the uses go on waiting.
    """
    image = PlatformImage.objects.filter(pk=key).prefetch_related("renditions").first()
    if image is None:
        return
    presets_by_use = dict(waiting().filter(image_id=key).values_list("pk", "preset"))
    filter_specs = list(dict.fromkeys(spec for preset in presets_by_use.values() for spec in specs(image, preset)))
    if not filter_specs:
        return
    try:
        renditions_by_filter = image.get_renditions(*filter_specs)
    except BrokenImageError as error:
        logger.warning("No sizes can be made of the image %s (%d): %s", image.title, key, error)
        ImageUse.objects.filter(pk__in=presets_by_use).update(state=ImageUse.State.BROKEN, problem=str(error)[:255])
        return
    looked_at = {name: getattr(image, name) for name in DECIDES}
    if not PlatformImage.objects.filter(pk=key, file=image.file.name, **looked_at).exists():
        return  # an editor was at it meanwhile; it goes on waiting, and a task for it is on its way
    ImageUse.objects.filter(pk__in=presets_by_use).update(state=ImageUse.State.MADE, problem="")
    rendition_keys = [rendition.pk for rendition in renditions_by_filter.values()]
    image.renditions.filter(filter_spec__in=filter_specs).exclude(pk__in=rendition_keys).delete()


def make_first(keys: Iterable[int], moment: float = MOMENT) -> None:
    """Make the smallest size, in the format that every browser knows, of as many images as a moment allows.

    So a platform without a worker shows something until its timer makes the rest.
    """
    end = time.monotonic() + moment
    for use in waiting().filter(image_id__in=keys).select_related("image"):
        if time.monotonic() > end:
            return
        try:
            use.image.get_renditions(sizes(use.image, use.preset)[0].specs[FALLBACK])
        except (BrokenImageError, OSError):
            logger.warning("No size could be made of the image %s (%d)", use.image.title, use.image_id, exc_info=True)
