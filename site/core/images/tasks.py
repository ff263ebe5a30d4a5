"""Background tasks of images."""

from django_tasks import task

from core.images.rendition_queue import make


@task()
def make_renditions(image_ids: list[int]) -> None:
    """Make what is missing of some images' sizes; a second run finds nothing to do."""
    for key in image_ids:
        make(key)
