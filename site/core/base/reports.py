"""Base of the admin's reports, and their menu items."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.views import View
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView


class RestrictedMenuItem(MenuItem):
    """A menu item that is shown to those who may see where it leads."""

    def __init__(self, *args: Any, may_see: Callable[[HttpRequest], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_see = may_see

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may_see(request)


class RestrictedReportView(ReportView):
    """A report that opens to those who may see it."""

    may_see: Callable[[HttpRequest], bool]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_see(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def report_urls(view: type[View], address: str, name: str) -> list[URLPattern]:
    """The addresses of a report and of its results."""
    return [
        path(address, view.as_view(), name=name),
        path(f"{address}results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


def register_menu_item(
    label: Any,
    url_name: str,
    *,
    icon_name: str,
    order: int,
    may_see: Callable[[HttpRequest], bool],
    hook: str = "register_reports_menu_item",
) -> None:
    """Register an item of the admin's menus, among the reports unless another hook is named."""

    def menu_item() -> MenuItem:
        name = url_name.replace("_", "-").replace(":", "-")
        return RestrictedMenuItem(
            label, reverse(url_name), name=name, icon_name=icon_name, order=order, may_see=may_see
        )

    hooks.register(hook, menu_item)


def register_report(view: type[RestrictedReportView], address: str, *, order: int) -> None:
    """Register a report among Wagtail's: its addresses, and its place in the menu of those who may see it."""
    name = view.index_url_name
    hooks.register("register_admin_urls", lambda: report_urls(view, address, name))
    register_menu_item(view.page_title, name, icon_name=view.header_icon, order=order, may_see=view.may_see)
