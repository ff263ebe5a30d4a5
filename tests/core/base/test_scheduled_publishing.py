"""What is scheduled is published and unpublished at its time, and what is refused then keeps nothing else waiting."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from core.base.scheduled_publishing import publish_scheduled
from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import ThemeFactory, WorkingGroupPageFactory

pytestmark = pytest.mark.django_db


def scheduled_page(home: HomePage, slug: str, **content: str) -> WorkingGroupPage:
    """A draft whose time has come a minute ago; ``content`` is what its revision says meanwhile."""
    page = WorkingGroupPageFactory(parent=home, title=slug, slug=slug, live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    time = timezone.now() - timedelta(minutes=1)
    revision.content |= content | {"go_live_at": time.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=time, content=revision.content)
    return page


def test_what_is_refused_at_its_time_stays_a_draft_and_keeps_nothing_else_waiting(
    home: HomePage, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    incomplete, complete = scheduled_page(home, "a", summary=""), scheduled_page(home, "b")
    publish_scheduled()
    assert Page.objects.get(pk=complete.pk).live
    assert not Page.objects.get(pk=incomplete.pk).live
    assert not incomplete.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert "was refused" in caplog.text
    client.force_login(User.objects.create_superuser("admin"))
    history = client.get(
        reverse("wagtailadmin_pages:history", args=[incomplete.pk]), headers={"accept-language": "en"}
    ).content.decode()
    assert "Scheduled publishing cancelled. Resumen: " in history


def test_pages_and_snippets_expire_at_their_time(home: HomePage) -> None:
    time = timezone.now() - timedelta(minutes=1)
    page = WorkingGroupPageFactory(parent=home, title="a", slug="a", expire_at=time)
    theme = ThemeFactory(name="Agua", expire_at=time)
    publish_scheduled()
    for instance in (Page.objects.get(pk=page.pk), theme):
        instance.refresh_from_db()
        assert (instance.live, instance.expired) == (False, True)
