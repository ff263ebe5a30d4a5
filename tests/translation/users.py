"""People with the rights that a real platform gives them, and a way to ask as one of them."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.users.models import UserProfile


def create_user(name: str, *, pages: dict[Page, tuple[str, ...]] | None = None, **permissions: str) -> User:
    """Somebody who may enter the admin and reads it in English, with page permissions by page and others by codename.

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
    """A client that is logged in."""
    client = Client()
    client.force_login(user)
    return client


def create_review_workflow(group: str, *homes: Page) -> Workflow:
    """A workflow of one task, which a group decides, on some homes."""
    task = GroupApprovalTask.objects.create(name="Approval")
    task.groups.add(Group.objects.get(name=group))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes:
        WorkflowPage.objects.create(page=home, workflow=workflow)
    return workflow


def is_refused(response: Any) -> bool:
    """Whether the admin said no: to a script with 403, to a person by leading home."""
    return response.status_code == 403 or (response.status_code == 302 and response["Location"] == "/admin/")
