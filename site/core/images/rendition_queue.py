"""The images whose sizes are to be made, and making them.

A worker does it. Where none runs, publishing makes the first size of what it can within a moment, and the job
``make_renditions`` does the rest.
"""

import logging
import time
from collections.abc import Iterable

from django.db import models

from core.images.models import ImageUse, PlatformImage
from core.images.presets import FALLBACK, sizes, specs
from core.images.renditions import BrokenImageError

logger = logging.getLogger(__name__)

#: Seconds that publishing may take for sizes where no worker makes them.
MOMENT = 1.0

#: What decides, beside its file, how an image's sizes look.
DECIDES = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


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
