"""Glossary in the admin: list, export, import."""

from collections.abc import Iterator
from typing import IO, Any, ClassVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale
from wagtail.permissions import policy_registry

from core.base.copy_views import ModelCopyView
from translation.exchange.import_views import ImportView, Outcome
from translation.glossary import tables, tbx
from translation.glossary.models import GlossaryTerm


def may(request: HttpRequest, *actions: str) -> bool:
    """Whether somebody may do each of some things with terms."""
    policy = policy_registry.get_by_type(GlossaryTerm)
    return all(policy.user_has_permission(request.user, action) for action in actions)


class TermsFilterSet(WagtailFilterSet):
    """Filters by languages and status."""

    source_locale = django_filters.ModelChoiceFilter(label=_("Source language"), queryset=Locale.objects.all())
    target_locale = django_filters.ModelChoiceFilter(label=_("Target language"), queryset=Locale.objects.all())
    status = django_filters.ChoiceFilter(label=_("Status"), choices=GlossaryTerm.Status)

    class Meta:
        model = GlossaryTerm
        fields = ("source_locale", "target_locale", "status")


class TermsView(IndexView):
    """The terms, with what leads to files of them."""

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        """Export of what is filtered, and import for those who may."""
        query = self.request.GET.urlencode()
        files = (("csv", _("Download as CSV")), ("tbx", _("Download as TBX 3")), ("tbx2", _("Download as TBX 2")))
        buttons = [
            HeaderButton(label, url=f"{reverse('glossary:file', args=[kind])}?{query}", icon_name="download")
            for kind, label in files
        ]
        if may(self.request, "add", "change"):
            buttons.append(
                HeaderButton(_("Import CSV or TBX"), url=reverse("glossary:import"), icon_name="upload", priority=9)
            )
        return [*super().header_more_buttons, *buttons]


class GlossaryImportView(ImportView):
    """Terms from a table or a TBX file."""

    page_title = _("Import terms")
    help_text = _(
        "A TBX file or a table (CSV in UTF-8) with the columns source_language, target_language, "
        "term and translation. Existing terms are changed and new ones are added. No terms are "
        "removed."
    )
    success_url_name = "glossary:index"

    def may(self, request: HttpRequest) -> bool:
        return may(request, "add", "change")

    def take(self, file: IO[bytes], name: str, *, only_check: bool) -> Outcome:
        reader = tbx if name.lower().endswith((".tbx", ".xml")) else tables
        return reader.import_table(file, only_check=only_check)


def download(request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The terms that the list's filters leave, as a file. TBX has one source language in each file."""
    if not may(request, "view") and not may(request, "change"):
        raise PermissionDenied
    every = GlossaryTerm.objects.select_related("source_locale", "target_locale").order_by(
        "source_locale", "target_locale", "source_term", "target_term"
    )
    filters = TermsFilterSet(request.GET, queryset=every, request=request)
    terms: QuerySet[GlossaryTerm] = filters.qs
    if kind == "csv":
        return _file(tables.serialize(terms.iterator()), "glossary.csv", "text/csv; charset=utf-8")
    source = filters.form.cleaned_data.get("source_locale") if filters.form.is_valid() else None
    source = source or next((term.source_locale for term in terms[:1]), None) or Locale.get_default()
    pieces = tbx.serialize(terms.filter(source_locale=source), source, 2 if kind == "tbx2" else 3)
    return _file(pieces, f"glossary-{source.language_code}.tbx", "application/x-tbx")


def _file(pieces: Iterator[str], name: str, kind: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        pieces, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


class GlossaryViewSet(ModelViewSet):
    """Terms by pair of languages."""

    model = GlossaryTerm
    name = "glossary"
    url_prefix = "glossary"
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_class = ModelCopyView
    inspect_view_enabled = True
    inspect_view_fields_exclude: ClassVar = ["key"]  # the set-up's own
    index_view_class = TermsView
    filterset_class = TermsFilterSet
    list_per_page = 50
    ordering = ("source_term", "target_term")
    list_display: ClassVar = [
        "source_term",  # leads to the form, or for who may only look, to all that is known of the term
        Column("target_term", label=_("Translation"), sort_key="target_term"),
        Column("source_locale", label=pgettext_lazy("language", "From"), sort_key="source_locale"),
        Column("target_locale", label=pgettext_lazy("language", "Into"), sort_key="target_locale"),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda term: term.status == GlossaryTerm.Status.APPROVED,
        ),
    ]
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("source_locale"), FieldPanel("target_locale")], heading=_("Languages")),
        FieldPanel("source_term"),
        FieldPanel("target_term"),
        FieldPanel("note"),
        FieldPanel("forbidden"),
        FieldPanel("status"),
    ]

    def get_urlpatterns(self) -> list[Any]:
        """The list first, which Wagtail's menu leads to, and the files."""
        return [
            *super().get_urlpatterns(),
            path("import/", GlossaryImportView.as_view(), name="import"),
            path("file/<str:kind>/", download, name="file"),
        ]
