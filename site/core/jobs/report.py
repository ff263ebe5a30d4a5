"""Report of background tasks: waiting, failed, scheduled; failed ones can be retried."""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from core.base.reports import RestrictedReportView
from core.jobs.models import ScheduledRun
from core.jobs.recovery import WORKER_LOST, living, retry
from core.jobs.schedule import jobs

#: Who may see background work, and who may have it tried again.
VIEW, CHANGE = "django_tasks_database.view_dbtaskresult", "django_tasks_database.change_dbtaskresult"

STATES = (
    (TaskResultStatus.READY.value, _("Waiting")),
    (TaskResultStatus.RUNNING.value, _("In progress")),
    (TaskResultStatus.FAILED.value, _("Failed")),
    (TaskResultStatus.SUCCESSFUL.value, _("Completed")),
)

#: What the tasks do, for people; a task without a line here is shown by its name in the code.
LABELS = {
    "modelsearch.tasks.insert_or_update_object_task": _("Update the search index"),
    "wagtail.tasks.update_reference_index_task": _("Update the index of links between pages"),
    "wagtail.tasks.delete_file_from_storage_task": _("Delete the file of a deleted item"),
    "core.documents.tasks.extract_document": _("Extract text from a file"),
    "core.jobs.schedule.run_job": _("Run a scheduled task"),
    "translation.machine.tasks.draft_texts": _("Draft machine translations"),
}


def may_see(request: HttpRequest) -> bool:
    """Whether somebody is shown background work."""
    return request.user.has_perm(VIEW) or request.user.has_perm(CHANGE)


def label(task: DBTaskResult) -> Any:
    """Name of a task, in the editor's language."""
    return LABELS.get(task.task_path, task.task_path.rpartition(".")[2].replace("_", " "))


def subject(task: DBTaskResult) -> str:
    """Arguments of a task, shortened."""
    arguments = [*task.args_kwargs.get("args", ()), *task.args_kwargs.get("kwargs", {}).values()]
    return " ".join(str(value) for value in arguments)[:120]


def reason(task: DBTaskResult) -> Any:
    """Why a task failed, in one line."""
    if task.status != TaskResultStatus.FAILED:
        return ""
    if task.exception_class_path == WORKER_LOST:
        return _("The worker process stopped each time it ran this task.")
    return task.traceback.strip().rpartition("\n")[2][:200] or task.exception_class_path


class WorkFilterSet(WagtailFilterSet):
    """Filters by state and by task."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=STATES)
    task_path = django_filters.AllValuesFilter(label=_("Task"))

    class Meta:
        model = DBTaskResult
        fields = ("status", "task_path")


class WorkReportView(RestrictedReportView):
    """The newest work first; failed work can be tried again."""

    page_title = _("Background tasks")
    header_icon = "cogs"
    index_url_name = "background_work"
    index_results_url_name = "background_work_results"
    template_name = "core/admin/background_work.html"
    filterset_class = WorkFilterSet
    paginate_by = 50
    columns = (
        Column("label", label=_("Task"), accessor=label),
        Column("subject", label=_("Subject"), accessor=subject),
        Column("state", label=_("Status"), accessor=lambda task: dict(STATES).get(task.status, task.status)),
        DateColumn("enqueued_at", label=_("Requested on")),
        DateColumn("finished_at", label=_("Finished on")),
        Column("reason", label=_("Reason for failure"), accessor=reason),
    )
    list_export = ("task_path", "args_kwargs", "status", "enqueued_at", "finished_at", "exception_class_path")

    may_see = staticmethod(may_see)

    def get_queryset(self) -> QuerySet[DBTaskResult]:
        return DBTaskResult.objects.order_by("-enqueued_at")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        runs = {run.name: run for run in ScheduledRun.objects.all()}
        failure_count = DBTaskResult.objects.failed().count()
        return super().get_context_data(*args, **kwargs) | {
            "workers": living().count(),
            "failed": failure_count,
            "may_retry": failure_count and self.request.user.has_perm(CHANGE),
            "scheduled": [(job, runs.get(job.name)) for job in jobs()],
        }


@require_POST
def retry_failed(request: HttpRequest) -> HttpResponse:
    """Put everything that failed back in the queue.

    Raises:
        PermissionDenied: the user may not.
    """
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    count = retry(DBTaskResult.objects.all())
    if count:
        messages.success(
            request,
            ngettext("%(count)d task will be retried.", "%(count)d tasks will be retried.", count) % {"count": count},
        )
    else:
        messages.info(request, gettext("No tasks have failed."))
    return redirect("background_work")
