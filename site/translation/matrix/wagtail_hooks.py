"""Register the matrix in the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

from core.base.reports import register_menu_item, report_urls
from translation.matrix.panel import MatrixPanel
from translation.matrix.report import MatrixReport, may_see_report

urls = report_urls(MatrixReport, "report/", "report")


@hooks.register("insert_global_admin_css")
def add_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("css/admin/matrix.css"))


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For whoever has anything to translate or to edit."""
    if may_see_report(request):
        panels.append(MatrixPanel())


# Ours in the place of wagtail-localize's.
register_menu_item(
    _("Translations"), "translation:report", icon_name="wagtail-localize-language", order=9000, may_see=may_see_report
)


@hooks.register("construct_reports_menu")
def hide_original_report(_request: HttpRequest, menu_items: list[Any]) -> None:
    """Remove upstream's report from the menu; its URL redirects to ours."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, TranslationsReportMenuItem)]
