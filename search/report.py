"""Report of search queries: the most frequent, and those without results."""

from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.db.models import CharField, F, FloatField, IntegerField, Max, QuerySet, Sum
from django.db.models.functions import Cast, Concat, NullIf, Right
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.base.reports import RestrictedReportView
from core.base.spreadsheets import HarmlessExportMixin
from core.vocabularies import languages
from search.models import QueryCount

SEE = "search.view_querycount"
#: Of the greatest number of results that there could be.
_DIGITS = 10


def may_see(request: HttpRequest) -> bool:
    """Whether somebody may see what is looked for."""
    return request.user.has_perm(SEE)


class SearchesFilterSet(WagtailFilterSet):
    """Filters by language, day, and queries without results."""

    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    found = django_filters.ChoiceFilter(
        label=_("Results"),
        choices=(("nothing", _("No results")), ("unfollowed", _("No result opened"))),
        method="by_result",
    )

    class Meta:
        model = QueryCount
        fields = ("language", "day")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Days are chosen before they are summed, and what came of a question afterwards."""
        data = self.form.cleaned_data
        for name in ("language", "day"):
            queryset = self.filters[name].filter(queryset, data[name])
        return self.filters["found"].filter(sum_by_query(queryset), data["found"])

    def by_result(self, questions: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Questions that found nothing the last time, or whose results nobody followed."""
        if value == "nothing":
            return questions.filter(last_hits=0)
        return questions.filter(last_hits__gt=0, followed=0)


def sum_by_query(rows: QuerySet[Any]) -> QuerySet[Any]:
    """A row a question and language instead of one a day, the most frequent first.

    ``last_hits`` is of the last day: each day carries its number along, with leading digits that make all equally long,
    and the latest is taken. So the database goes through the rows once.
    """
    day_hits = Concat(Cast("day", CharField()), Cast(F("hits") + 10**_DIGITS, CharField()))
    click_total = Cast(NullIf(Sum("clicks"), 0), FloatField())
    return (
        rows.order_by()
        .values("query", "language")
        .annotate(
            times=Sum("number"),
            last_hits=Cast(Right(Max(day_hits), _DIGITS), IntegerField()),
            followed=Sum("clicks"),
            place=Sum("places") / click_total,
        )
        .order_by("-times", "query", "language")
    )


def _language(tag: str) -> str:
    return languages.name(tag, get_language() or settings.MESSAGES_LANGUAGE)


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


class SearchesView(HarmlessExportMixin, RestrictedReportView):
    """The most frequent first; filtered and exported as what is shown."""

    page_title = _("Searches")
    header_icon = "search"
    index_url_name = "searches"
    index_results_url_name = "searches_results"
    filterset_class = SearchesFilterSet
    model = QueryCount
    paginate_by = 50
    columns: ClassVar = [
        Column("query", label=_("Search terms"), accessor=lambda row: row["query"]),
        Column("language", label=_("Language"), accessor=lambda row: _language(row["language"])),
        Column("times", label=_("Number of searches"), accessor=lambda row: row["times"]),
        Column("last_hits", label=_("Results"), accessor=lambda row: row["last_hits"]),
        Column("followed", label=_("Results opened"), accessor=lambda row: row["followed"]),
        Column(
            "place",
            label=_("Average position"),
            accessor=lambda row: "" if row["place"] is None else round(row["place"], 1),
        ),
        Column("actions", label=_("Help"), accessor=_actions),
    ]
    list_export: ClassVar = ["query", "language", "times", "last_hits", "followed", "place"]
    custom_field_preprocess: ClassVar = {
        "language": {SpreadsheetExportMixin.FORMAT_CSV: _language, SpreadsheetExportMixin.FORMAT_XLSX: _language}
    }
    export_headings: ClassVar = {
        "query": _("Search terms"),
        "language": _("Language"),
        "times": _("Number of searches"),
        "last_hits": _("Results"),
        "followed": _("Results opened"),
        "place": _("Average position"),
    }

    may_see = staticmethod(may_see)

    def get_queryset(self) -> QuerySet[Any]:
        return QueryCount.objects.all()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filter the rows; an invalid filter filters nothing."""
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        return rows if self.filters.is_valid() else sum_by_query(rows)
