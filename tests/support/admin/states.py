"""Pages and snippets in review, locked and scheduled, for texts of the admin that appear only then."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from groups.models import Theme
from home.models import ContentPage, HomePage


def create_all_states() -> None:
    """Create a page and a snippet in review with an earlier version, a locked page, and a scheduled one."""
    author = get_user_model().objects.get(username="admin")
    home = HomePage.objects.get(locale__language_code="es")
    pages = list(ContentPage.objects.child_of(home).live().order_by("path")[:3])
    for instance in (pages[0], Theme.objects.filter(locale=home.locale).order_by("pk")[0]):
        _send_to_review(instance, author)
    pages[1].locked, pages[1].locked_by, pages[1].locked_at = True, author, timezone.now()
    pages[1].save()
    pages[2].go_live_at = timezone.now() + timedelta(days=30)
    pages[2].save_revision(user=author).publish(user=author)


def _send_to_review(instance: Any, author: Any) -> None:
    for _version in range(2):
        instance.save_revision(user=author, log_action=True)
    instance.get_workflow().start(instance, author)
