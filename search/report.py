"""What people look for, the most frequent first, and what they don't find: each a click away from being answered."""

from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import FloatField, Max, QuerySet, Sum
from django.db.models.functions import Cast, NullIf
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from core.spreadsheets import HarmlessExportMixin
from search.models import Asked

SEE = "search.view_asked"


def may_see(request: HttpRequest) -> bool:
    """Whether somebody may see what is looked for."""
    return request.user.has_perm(SEE)


class SearchesFilterSet(WagtailFilterSet):
    """By language, by day, and those without a result."""

    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    found = django_filters.ChoiceFilter(
        label=_("Results"),
        choices=(("nothing", _("Nothing was found")), ("unfollowed", _("Nothing was followed"))),
        method="by_result",
    )

    class Meta:
        model = Asked
        fields = ("language", "day")

    def by_result(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Questions that found nothing the last time, or whose results nobody followed."""
        return rows.filter(hits=0) if value == "nothing" else rows.filter(hits__gt=0, clicks=0)


def _actions(row: dict[str, Any]) -> SafeString:
    query = urlencode({"q": row["query"], "language": row["language"]})
    return format_html(
        '<a href="{}?{}">{}</a> · <a href="{}?{}">{}</a>',
        reverse("promotions:add"),
        query,
        gettext("Promote a page"),
        reverse("synonyms:add"),
        query,
        gettext("Add a synonym"),
    )


class SearchesView(HarmlessExportMixin, ReportView):
    """The most frequent first; filtered and exported as what is shown."""

    page_title = _("Searches")
    header_icon = "search"
    index_url_name = "searches"
    index_results_url_name = "searches_results"
    filterset_class = SearchesFilterSet
    model = Asked
    paginate_by = 50
    columns: ClassVar = [
        Column("query", label=_("What was typed"), accessor=lambda row: row["query"]),
        Column("language", label=_("Language"), accessor=lambda row: row["language"]),
        Column("times", label=_("How often"), accessor=lambda row: row["times"]),
        Column("last_hits", label=_("Results"), accessor=lambda row: row["last_hits"]),
        Column("followed", label=_("Results followed"), accessor=lambda row: row["followed"]),
        Column(
            "place",
            label=_("Position on average"),
            accessor=lambda row: "" if row["place"] is None else round(row["place"], 1),
        ),
        Column("actions", label=_("Help"), accessor=_actions),
    ]
    list_export: ClassVar = ["query", "language", "times", "last_hits", "followed", "place"]
    export_headings: ClassVar = {
        "query": _("What was typed"),
        "language": _("Language"),
        "times": _("How often"),
        "last_hits": _("Results"),
        "followed": _("Results followed"),
        "place": _("Position on average"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        return Asked.objects.all()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Days are summed once they are filtered."""
        filtered: QuerySet[Any] = super().filter_queryset(queryset)
        followed = Cast(NullIf(Sum("clicks"), 0), FloatField())
        return (
            filtered.order_by()
            .values("query", "language")
            .annotate(
                times=Sum("number"), last_hits=Max("hits"), followed=Sum("clicks"), place=Sum("places") / followed
            )
            .order_by("-times", "query", "language")
        )
