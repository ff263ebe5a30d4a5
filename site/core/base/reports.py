"""Reports of the admin, and ways to them, for those who may see them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
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
