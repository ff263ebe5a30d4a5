"""Set-up: the review workflow."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from home.setup import roles
from home.setup.labels import labels, word
from home.setup.pages import homes

#: Snippets that editors or translators write and reviewers publish.
REVIEWED_SNIPPETS = (*roles.VOCABULARIES, *roles.SITE_CHROME)


def ensure(tag: str) -> Workflow:
    """One workflow with one task, on every home page and on every kind of translatable snippet.

    Editors read its name on their buttons, so it is named in the platform's first language; it is
    found again by its name in any. A home page or snippet that an administrator gave another
    workflow keeps it.
    """
    names = labels()["review"]
    workflow = Workflow.objects.filter(name__in=names["workflow"].values()).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=word(names["workflow"], tag))
        task = GroupApprovalTask.objects.filter(name__in=names["task"].values()).first()
        task = task or GroupApprovalTask.objects.create(name=word(names["task"], tag))
        task.groups.add(Group.objects.get(name=roles.REVIEWERS))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes().values():
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    for model in REVIEWED_SNIPPETS:
        content_type = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
    return workflow
