"""The list of files and the report of their downloads."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.base.reports import RestrictedMenuItem
from core.documents.downloads_report import DownloadsReportView, may_see
from core.documents.index_view import FilesView


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own list of documents, in whose place it stands
def register_files_urls() -> list[URLPattern]:
    """The list of files, with what could be read of them."""
    return [
        path("documents/", FilesView.as_view(), name="files"),
        path("documents/results/", FilesView.as_view(results_only=True), name="files_results"),
    ]


@hooks.register("register_admin_urls")
def register_downloads_urls() -> list[URLPattern]:
    """How often files are downloaded, among the reports."""
    return [
        path("reports/downloads/", DownloadsReportView.as_view(), name="downloads"),
        path("reports/downloads/results/", DownloadsReportView.as_view(results_only=True), name="downloads_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_downloads_menu_item() -> MenuItem:
    """Downloads, among the reports."""

    return RestrictedMenuItem(
        _("Downloads"), reverse("downloads"), name="downloads", icon_name="download", order=1100, may_see=may_see
    )
