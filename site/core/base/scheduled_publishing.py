"""Scheduled publishing and expiry of pages and snippets, each on its own."""

import logging

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

REFUSED = "platform.publish.refused"
logger = logging.getLogger(__name__)


def publish_scheduled() -> None:
    """Unpublish what has expired, then publish what is due.

    Wagtail's command ends at the first revision that is refused, in every run, so that nothing behind it is ever
    published. Here such a revision stays a draft without a schedule, and its history says why.
    """
    now = timezone.now()
    models = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in [Page, *(model for model in models if not issubclass(model, Page))]:
        for instance in list(model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")):
            instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")):
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError as error:
            cancel_schedule(revision, error)


def cancel_schedule(revision: Revision, error: ValidationError) -> None:
    """Take the schedule from a revision that was refused, and write the reasons into the history."""
    logger.error("Scheduled publishing of %s was refused: %s", revision.object_str, "; ".join(error.messages))
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(revision.content_object, REFUSED, revision=revision, data={"reasons": error.messages})
