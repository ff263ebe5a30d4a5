"""List of redirects in the admin, with translated filters and export.

Wagtail translates them while the process starts. The words are Wagtail's, which its catalogues have.
"""

from typing import ClassVar

import django_filters
from django import forms
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.views import IndexView

from core.base.lazy_labels import wagtail_text


class RedirectsFilterSet(RedirectsReportFilterSet):
    """As Wagtail's."""

    is_permanent = django_filters.ChoiceFilter(
        label=wagtail_text("Type"),
        method="filter_type",
        choices=((True, wagtail_text("Permanent")), (False, wagtail_text("Temporary"))),
        empty_label=wagtail_text("All"),
        widget=forms.RadioSelect,
    )
    site = django_filters.ModelChoiceFilter(
        label=wagtail_text("Site"), field_name="site", queryset=RedirectsReportFilterSet.base_filters["site"].queryset
    )


class RedirectsView(IndexView):
    """As Wagtail's."""

    filterset_class = RedirectsFilterSet
    export_headings: ClassVar = {
        "old_path": wagtail_text("From"),
        "site": wagtail_text("Site"),
        "link": wagtail_text("To"),
        "get_is_permanent_display": wagtail_text("Type"),
    }
