"""Background tasks in the admin: report, permissions, failures on the home page."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult
from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem

from core.base.reports import register_report
from core.jobs.report import WorkReportView, may_see, retry_failed

register_report(WorkReportView, "reports/work/", order=1200)


@hooks.register("register_admin_urls")
def register_work_urls() -> list[URLPattern]:
    return [path("reports/work/again/", retry_failed, name="background_work_again")]


@hooks.register("register_permissions")
def register_work_permissions() -> QuerySet[Permission]:
    """Seeing background work, and having it tried again, as rights that a role can have."""
    return Permission.objects.filter(
        content_type__app_label="django_tasks_database", codename__in=("view_dbtaskresult", "change_dbtaskresult")
    )


class FailedWorkItem(SummaryItem):
    """Number of failed tasks on the admin's home page; nothing where none has failed."""

    order = 900
    template_name = "core/admin/failed_work.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        count = DBTaskResult.objects.failed().count()
        text = ngettext("%(count)d background task has failed", "%(count)d background tasks have failed", count)
        return {"count": count, "text": text % {"count": count}}

    def is_shown(self) -> bool:
        return may_see(self.request)


@hooks.register("construct_homepage_summary_items")
def add_failed_work(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Failures are seen without anybody looking for them."""
    items.append(FailedWorkItem(request))
