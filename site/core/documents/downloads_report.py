"""Report of downloads by month."""

from typing import Any

import django_filters
from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from core.base.reports import RestrictedReportView
from core.documents.models import DownloadsOfDay, PlatformDocument


def may_see(request: HttpRequest) -> bool:
    """Whether somebody may change any file, and so is shown how often files are downloaded."""
    return bool(policy_registry.get_by_type(PlatformDocument).user_has_permission(request.user, "change"))


class DownloadsFilterSet(WagtailFilterSet):
    """Between two days, and of files whose title has a word."""

    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    title = django_filters.CharFilter(label=_("Title"), field_name="document__title", lookup_expr="icontains")

    class Meta:
        model = DownloadsOfDay
        fields = ("day",)


class DownloadsReportView(RestrictedReportView):
    """The newest month first, in each the most downloaded file; the export has the same rows."""

    page_title = _("Downloads")
    header_icon = "download"
    index_url_name = "downloads"
    index_results_url_name = "downloads_results"
    filterset_class = DownloadsFilterSet
    export_filename = "downloads"
    columns = (
        Column("month", label=_("Month"), accessor=lambda row: date_format(row["month"], "YEAR_MONTH_FORMAT")),
        TitleColumn(
            "document__title",
            label=_("File"),
            accessor="document__title",
            get_url=lambda row: reverse("wagtaildocs:edit", args=[row["document_id"]]),
        ),
        Column("downloads", label=_("Downloads")),
    )
    list_export = ("month", "document_id", "document__title", "downloads")
    export_headings = {
        "month": _("Month"),
        "document_id": "ID",
        "document__title": _("File"),
        "downloads": _("Downloads"),
    }
    custom_field_preprocess = {"month": dict.fromkeys(ReportView.FORMATS, lambda month: month.strftime("%Y-%m"))}

    may_see = staticmethod(may_see)

    def get_queryset(self) -> QuerySet[Any]:
        changeable = policy_registry.get_by_type(PlatformDocument).instances_user_has_permission_for(
            self.request.user, "change"
        )
        return (
            DownloadsOfDay.objects.filter(document__in=changeable)
            .annotate(month=TruncMonth("day"))
            .values("month", "document_id", "document__title")
            .annotate(downloads=Sum("count"))
            .order_by("-month", "-downloads", "document__title", "document_id")
        )
