"""The matrix as an admin report: filters, pagination, export."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale, Page

from core.base.batches import batched
from core.base.reports import RestrictedReportView
from core.base.spreadsheets import HarmlessExportMixin
from translation.matrix import states
from translation.matrix.matrix import Filters, Matrix, MatrixRow
from translation.matrix.visibility import Visibility

AGES = (("7", _("more than a week")), ("30", _("more than a month")), ("90", _("more than three months")),
        ("365", _("more than a year")))  # fmt: skip
#: Sections are pages with others below them, no deeper than a working group.
SECTION_DEPTH = 4
#: Rows whose cells are looked up together for a spreadsheet.
BATCH = 500


class SectionField(django_filters.fields.ModelChoiceField):
    """Pages, indented as they stand in the tree."""

    def label_from_instance(self, page: Page) -> str:
        return "\u2003" * (page.depth - 2) + str(page.title)


class SectionFilter(django_filters.ModelChoiceFilter):
    """A part of the tree."""

    field_class = SectionField


def sections(request: HttpRequest) -> QuerySet[Page]:
    """The parts of the tree that can be asked for: those that are public or the person's to edit."""
    reach: Visibility = request.reach  # type: ignore[attr-defined]
    pages = Page.objects.filter(depth__gt=1, depth__lte=SECTION_DEPTH, numchild__gt=0, locale=reach.first)
    return reach.rows(pages).order_by("path").only("title", "depth", "path")


def owners(_request: HttpRequest) -> QuerySet[Any]:
    """Users who own a page."""
    owner_ids = Page.objects.filter(owner__isnull=False).order_by().values("owner")
    users: QuerySet[Any] = get_user_model()._default_manager.filter(pk__in=owner_ids)
    return users.order_by("username")


def kinds_of(request: HttpRequest) -> list[tuple[int, str]]:
    """The kinds that the person has to do with, pages first."""
    reach: Visibility = request.reach  # type: ignore[attr-defined]
    models = [model for model in reach.kinds() if not issubclass(model, Page)]
    content_types = ContentType.objects.get_for_models(*models)
    every = ContentType.objects.get_for_model(Page)
    choices = sorted(((kind.pk, str(capfirst(kind.name))) for kind in content_types.values()), key=lambda pair: pair[1])
    pages = [(every.pk, gettext("All pages"))] if Page in reach.kinds() else []
    return pages + choices


class MatrixFilters(WagtailFilterSet):
    """Filters of the report."""

    search = django_filters.CharFilter(label=_("Title"), method="ignored")
    language = django_filters.ModelMultipleChoiceFilter(
        label=_("Language"), queryset=lambda _request: Locale.objects.all(), method="ignored"
    )
    state = django_filters.ChoiceFilter(label=_("Status"), choices=states.STATES[:-1], method="ignored")
    kind = django_filters.MultipleChoiceFilter(label=_("Type"), method="ignored")
    section = SectionFilter(label=_("Section"), queryset=sections, method="ignored")
    owner = django_filters.ModelChoiceFilter(label=_("Owner"), queryset=owners, method="ignored")
    age = django_filters.ChoiceFilter(label=_("In this state for"), choices=AGES, method="ignored")

    class Meta:
        model = Page
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = kinds_of(kwargs["request"])

    def ignore(self, queryset: QuerySet[Any], _name: str, _value: Any) -> QuerySet[Any]:
        """Each filter bears on other tables; the matrix applies them all."""
        return queryset

    def parse(self) -> Filters:
        """The filters as submitted; invalid input is ignored."""
        values = self.form.cleaned_data if self.form.is_valid() else {}
        age = values.get("age")
        return Filters(
            languages=list(values.get("language") or ()),
            state=values.get("state") or "",
            kinds=[ContentType.objects.get_for_id(int(pk)) for pk in values.get("kind") or ()],
            section=values.get("section"),
            owner=values.get("owner"),
            changed_before=timezone.now() - timedelta(days=int(age)) if age else None,
            search=values.get("search") or "",
        )


class CellColumn(Column):
    """A language, with the state of each row in it."""

    cell_template_name = "translation/admin/matrix_cell.html"

    def get_value(self, instance: MatrixRow) -> Any:
        """The cell, if it is the person's business."""
        return instance.cells.get(self.name)


def may_see_report(request: HttpRequest) -> bool:
    """Whether the matrix could list anything for somebody."""
    user: Any = request.user
    return bool(Visibility(user).kinds())


class MatrixReport(HarmlessExportMixin, RestrictedReportView):
    """Reports → Translations."""

    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation:report"
    index_results_url_name = "translation:report_results"
    results_template_name = "translation/admin/matrix_results.html"
    filterset_class = MatrixFilters
    export_filename = "translations"
    paginate_by = 50

    may_see = staticmethod(may_see_report)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Compute the user's visible part of the matrix once."""
        request.reach = Visibility(request.user)  # type: ignore[arg-type,attr-defined]
        super().setup(request, *args, **kwargs)

    @cached_property
    def matrix(self) -> Matrix:
        """The matrix with the submitted filters."""
        user: Any = self.request.user
        return Matrix(user, self.filters.parse(), self.request.reach)

    @cached_property
    def verbose_name_plural(self) -> str:
        """Name of the rows, for the message of an empty list."""
        return gettext("pages or snippets")

    def get_queryset(self) -> QuerySet[Any]:
        """Asked by the filters for their model alone."""
        return Page.objects.none()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows, of pages and snippets together."""
        return self.matrix.rows()

    def _in_batches(self, row_values: Any) -> Iterable[MatrixRow]:
        for rows in batched(row_values, BATCH):
            yield from self.matrix.fill_rows(rows)

    @cached_property
    def columns(self) -> list[Column]:
        """Title, type, and a column a language."""
        languages = [
            CellColumn(locale.language_code, label=locale.get_display_name()) for locale in self.matrix.languages
        ]
        title = TitleColumn("title", label=_("Title"), get_url=lambda row: row.url or None)
        return [title, Column("type_name", label=_("Type")), *languages]

    @cached_property
    def list_export(self) -> list[str]:
        """Title, type, and what is known of each language."""
        tags = [locale.language_code for locale in self.matrix.languages]
        return ["title", "type_name", *(f"{tag}.{part}" for tag in tags for part in ("state", "changed", "percent"))]

    def to_row_dict(self, item: MatrixRow) -> dict[str, Any]:
        line: dict[str, Any] = {"title": item.title, "type_name": item.type_name}
        for locale in self.matrix.languages:
            tag = locale.language_code
            cell = item.cells.get(tag)
            line[f"{tag}.state"] = str(cell.label) if cell else ""
            line[f"{tag}.changed"] = (cell.changed_texts if cell else 0) or ""
            line[f"{tag}.percent"] = "" if cell is None or cell.percent is None else cell.percent
        return line

    @cached_property
    def export_headings(self) -> dict[str, Any]:
        headings: dict[str, Any] = {"title": _("Title"), "type_name": _("Type")}
        for locale in self.matrix.languages:
            tag, name = locale.language_code, locale.get_display_name()
            headings[f"{tag}.state"] = name
            headings[f"{tag}.changed"] = gettext("%(language)s: changed texts") % {"language": name}
            headings[f"{tag}.percent"] = gettext("%(language)s: translated (%%)") % {"language": name}
        return headings

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds how many cells are in each state."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if self.is_export:
            return context
        context["object_list"] = rows = self.matrix.fill_rows(context["object_list"])
        context["table"] = self.get_table(rows)
        return context | summary(self.matrix)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The rows are described before the table is made of them."""
        self.object_list = self.get_filtered_queryset()
        context = self.get_context_data()
        if self.is_export:
            context["object_list"] = self._in_batches(context["object_list"])
        return self.render_to_response(context)


def summary(matrix: Matrix) -> dict[str, Any]:
    """Number of versions by state and language, each with the URL of the filtered report."""
    counts = matrix.counts()
    languages = matrix.reach.columns
    url = reverse("translation:report")
    lines = [
        {
            "label": label,
            "state": state,
            "cells": [
                {
                    "number": counts.get(state, {}).get(locale.language_code, 0),
                    "url": f"{url}?state={state}&language={locale.pk}",
                }
                for locale in languages
            ],
        }
        for state, label in states.STATES[:-1]
    ]
    return {"summary": lines, "summary_languages": languages, "report_url": url}
