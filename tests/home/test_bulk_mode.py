"""Creating many pages at once."""

import gc
import logging

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.models import Page
from wagtail.signals import page_slug_changed

from home.bulk_mode import CHATTY, bulk_mode
from home.setup.platform import Platform


def state() -> tuple[object, ...]:
    """What the bulk mode changes in the process."""
    handlers = [receiver[1]() for receiver in page_slug_changed.receivers]
    levels = [logging.getLogger(name).level for name in CHATTY]
    return gc.get_threshold(), levels, handlers.count(autocreate_redirects_on_slug_change)


def publish_with_slug(page: Page, slug: str) -> None:
    page.slug = slug
    page.save_revision().publish()


def test_pages_get_no_redirects(platform: Platform, django_capture_on_commit_callbacks) -> None:
    page = platform.lists["groups"].specific
    with bulk_mode(), django_capture_on_commit_callbacks(execute=True):
        publish_with_slug(page, "another")
    assert not Redirect.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        publish_with_slug(page, "a-third")
    assert Redirect.objects.exists()


def test_everything_is_as_before_whatever_happens(platform: Platform) -> None:
    before = state()
    with pytest.raises(ZeroDivisionError):
        fail_in_bulk_mode()
    assert state() == before
    assert before[-1] == 1


def fail_in_bulk_mode() -> None:
    """Something goes wrong inside."""
    with bulk_mode():
        assert state()[-1] == 0
        raise ZeroDivisionError
