"""What the screens of the admin say only in some states of a page: in review with a version before, or locked."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from home.models import ContentPage, HomePage


def put_into_all_states() -> None:
    """Have a page in review with a version before, and a locked page."""
    author = get_user_model().objects.get(username="admin")
    home = HomePage.objects.get(locale__language_code="es")
    pages = list(ContentPage.objects.child_of(home).live().order_by("path")[:2])
    _send_to_review(pages[0], author)
    pages[1].locked, pages[1].locked_by, pages[1].locked_at = True, author, timezone.now()
    pages[1].save()


def _send_to_review(instance: Any, author: Any) -> None:
    for _version in range(2):
        instance.save_revision(user=author, log_action=True)
    instance.get_workflow().start(instance, author)
