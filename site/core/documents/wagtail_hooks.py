"""Documents in the admin: list and report of downloads."""

from django.urls import URLPattern
from wagtail import hooks

from core.base.reports import register_report, report_urls
from core.documents.downloads_report import DownloadsReportView
from core.documents.index_view import FilesView


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own list of documents, in whose place it stands
def register_files_urls() -> list[URLPattern]:
    """The list of files, with what could be read of them."""
    return report_urls(FilesView, "documents/", "files")


register_report(DownloadsReportView, "reports/downloads/", order=1100)
