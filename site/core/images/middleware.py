"""Middleware: queue the renditions that a page lacked."""

import logging

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from core.images.image_uses import Use, enqueue_displayed

logger = logging.getLogger(__name__)

#: Seconds in which an image is noted once, however many visitors come.
PATIENCE = 600


class PicturesMiddleware(MiddlewareMixin):
    """A page with all its sizes costs nothing here, one without a look into the cache."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if uses := getattr(request, "pictures_without_sizes", None):
            note_once(uses)
        return response


def note_once(uses: set[Use]) -> None:
    """Note those that nobody has noted lately. A database that refuses costs the visitor nothing."""
    keys = {f"pictures:{image}:{preset}": (image, preset) for image, preset in uses}
    uncached_keys = keys.keys() - cache.get_many(keys)
    if not uncached_keys:
        return
    cache.set_many(dict.fromkeys(uncached_keys, True), PATIENCE)
    try:
        enqueue_displayed(keys[key] for key in uncached_keys)
    except DatabaseError:
        logger.warning("Images without sizes could not be noted", exc_info=True)
