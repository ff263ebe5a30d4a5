"""Users with permissions, their clients, and a review workflow."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.users.models import UserProfile


def create_user(name: str, *, pages: dict[Page, tuple[str, ...]] | None = None, **permissions: str) -> User:
    """Create a user who may enter the admin and has it in English, with page permissions and others by codename.

    Args:
        name: also the name of the group that carries the permissions.
        pages: which permissions below which page: add, change, publish, lock.
        permissions: codename to app label.
    """
    from django.contrib.auth import get_user_model

    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename, app in permissions.items():
        group.permissions.add(Permission.objects.get(codename=codename, content_type__app_label=app))
    for page, kinds in (pages or {}).items():
        for kind in kinds:
            GroupPagePermission.objects.create(
                group=group, page=page, permission=Permission.objects.get(codename=f"{kind}_page")
            )
    user: User = get_user_model().objects.create_user(username=name, password="x", email=f"{name}@example.org")
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


def client_for(user: User) -> Client:
    """A client that the user is logged in to."""
    client = Client()
    client.force_login(user)
    return client


def create_review_workflow(group: str, *homes: Page) -> Workflow:
    """Create a workflow with one approval task of a group, assigned to pages."""
    task = GroupApprovalTask.objects.create(name="Approval")
    task.groups.add(Group.objects.get(name=group))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes:
        WorkflowPage.objects.create(page=home, workflow=workflow)
    return workflow


def is_refused(response: Any) -> bool:
    """Whether the admin refused: 403, or a redirect to the dashboard."""
    return response.status_code == 403 or (response.status_code == 302 and response["Location"] == "/admin/")
