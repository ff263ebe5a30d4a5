"""Signal handlers: update images for social media when pages change."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished

from core.base.after_publish import PublishedChange
from core.seo.models import SocialImage
from core.seo.social_images.store import refresh_all
from core.seo.social_images.tasks import delete_hidden_social_images, is_suspended, refresh_social_images


def connect() -> None:
    """Listen to what changes pages for the public."""
    page_unpublished.connect(_page_unpublished, dispatch_uid="social_images")
    post_save.connect(_on_restriction_saved, sender=PageViewRestriction, dispatch_uid="social_images")
    post_save.connect(_site_changed, sender=Site, dispatch_uid="social_images")
    post_delete.connect(_site_changed, sender=Site, dispatch_uid="social_images")


def draw_after_publish(change: PublishedChange) -> None:
    """Draw the images of the pages that were published, in all languages."""
    if not is_suspended():
        change.later(
            refresh_all,
            [str(each.instance.translation_key) for each in change.published if isinstance(each.instance, Page)],
        )


def _page_unpublished(instance: Page, **kwargs: Any) -> None:
    if not is_suspended():
        transaction.on_commit(partial(refresh_social_images.enqueue, str(instance.translation_key)))


def _on_restriction_saved(instance: PageViewRestriction, **kwargs: Any) -> None:
    transaction.on_commit(partial(delete_hidden_social_images.enqueue, instance.page.path))


def _site_changed(**kwargs: Any) -> None:
    """Its name stands on every card."""
    SocialImage.objects.update(fingerprint="")
