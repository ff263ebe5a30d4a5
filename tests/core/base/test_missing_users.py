"""What nobody did, such as a version that a command wrote: no screen of the admin says “None” for its author."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from groups.models import Theme
from home.models import HomePage
from tests.factories import ContentPageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

REPORTS = ("aging_pages", "site_history", "locked_pages", "workflow", "workflow_tasks")


def workflow(home: HomePage) -> Workflow:
    """A review of pages and themes."""
    made: Workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=made, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=made, page=home)
    WorkflowContentType.objects.create(workflow=made, content_type=ContentType.objects.get_for_model(Theme))
    return made


def send_to_review(instance: Any, review: Workflow) -> Any:
    """It is published, changed, sent to review and locked, all by nobody."""
    instance.save_revision(log_action=True).publish()
    instance.refresh_from_db()
    instance.save_revision(log_action=True)
    review.start(instance, None)
    type(instance).objects.filter(pk=instance.pk).update(locked=True, locked_at=timezone.now())
    return instance


def screens(instance: Any, namespace: str) -> list[str]:
    """The screens that name the versions of something, and its state."""
    first, *_others, last = instance.revisions.order_by("pk").values_list("pk", flat=True)
    views: dict[str, list[int]] = {
        "edit": [],
        "history": [],
        "workflow_history": [],
        "workflow_history_detail": [instance.current_workflow_state.pk],
        "revisions_compare": [first, last],
        "revisions_revert": [first],
        "usage": [],
        "delete": [],
    }
    return [reverse(f"{namespace}:{view}", args=[instance.pk, *args]) for view, args in views.items()]


def test_no_screen_says_none(client: Client, home: HomePage) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    review = workflow(home)
    page = send_to_review(ContentPageFactory(parent=home, title="Agua", slug="agua"), review)
    theme = send_to_review(ThemeFactory(name="Agua"), review)
    reports = [reverse(f"wagtailadmin_reports:{name}") for name in REPORTS]
    addresses = [
        *screens(page, "wagtailadmin_pages"),
        *screens(theme, "wagtailsnippets_groups_theme"),
        *reports,
        f"{reports[0]}?export=csv",
        reverse("wagtailadmin_home"),
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        content = b"".join(response) if response.streaming else response.content
        soup = BeautifulSoup(content, "html.parser")
        for element in soup(["script", "style"]):
            element.decompose()
        assert "None" not in soup.get_text(" "), address
