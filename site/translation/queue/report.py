"""The translators' queue as an admin report."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.base.reports import RestrictedReportView
from core.base.spreadsheets import HarmlessExportMixin
from translation.matrix.matrix import edit_url
from translation.matrix.visibility import Visibility
from translation.queue import word_counts
from translation.queue.querysets import CHANGED, NEW, SENT_BACK, waiting_for
from translation.sources.models import SourceChange
from translation.workflow import permissions

REASONS = ((SENT_BACK, _("Sent back")), (CHANGED, _("Source changed")), (NEW, _("Unfinished")))
MINE, FREE, OTHERS = "mine", "free", "others"
HOLDERS = ((MINE, _("Me")), (FREE, _("Nobody")), (OTHERS, _("Somebody else")))
ORDERS = {
    "": None,
    "oldest": ("since", "pk"),
    "linked": ("-links", "since", "pk"),
}


class QueueFilters(WagtailFilterSet):
    """Filters and order of the queue."""

    holder = django_filters.ChoiceFilter(label=_("Translator"), choices=HOLDERS, method="of_holder")
    target_locale = django_filters.ModelChoiceFilter(
        label=_("Language"), queryset=lambda _request: Locale.objects.all()
    )
    reason = django_filters.ChoiceFilter(label=_("Reason"), choices=REASONS)
    order = django_filters.ChoiceFilter(
        label=_("Order"),
        choices=(("oldest", _("Oldest first")), ("linked", _("Most links first"))),
        empty_label=_("Most urgent first"),
        method="in_order",
    )

    class Meta:
        model = Translation
        fields: list[str] = []

    def of_holder(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Filter by holder: one's own, unassigned, or somebody else's."""
        user: Any = self.request.user
        if value == FREE:
            return rows.filter(assignment__assigned_to=None)
        own_rows = rows.filter(assignment__assigned_to=user.pk)
        if value == MINE:
            return own_rows
        return rows.filter(assignment__assigned_to__isnull=False).exclude(assignment__assigned_to=user.pk)

    def in_order(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """The oldest, or what most places lead to, first."""
        order = ORDERS.get(value)
        return rows.order_by(*order) if order else rows


class ActionsColumn(Column):
    """Taking on, giving back, and giving to somebody."""

    cell_template_name = "translation/admin/queue_actions.html"

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Forms need the page's token, and where to come back to."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        return context | {"request": request, "csrf_token": get_token(request), "user": request.user}


class QueuePaginator(WagtailPaginator):
    """Counts translations in the reader's language: the model of wagtail-localize has no name that is translated."""

    verbose_name = _("translation")
    verbose_name_plural = _("translations")


def may_see_queue(request: HttpRequest) -> bool:
    """Whether anything could wait for somebody: whether they may edit in a language that is not the first."""
    user: Any = request.user
    reach = Visibility(user)
    return any(locale != reach.first for locale in reach.languages)


class QueueView(HarmlessExportMixin, RestrictedReportView):
    """Queue of a translator."""

    page_title = _("Translation queue")
    header_icon = "tasks"
    index_url_name = "translation:queue"
    index_results_url_name = "translation:queue_results"
    results_template_name = "translation/admin/queue_results.html"
    filterset_class = QueueFilters
    export_filename = "translation-queue"
    paginate_by = 25
    paginator_class = QueuePaginator
    columns = (
        TitleColumn("title", label=_("Title"), get_url=lambda row: row.url),
        Column("language", label=_("Language")),
        Column("reason_label", label=_("Reason")),
        Column("words_label", label=_("Words")),
        DateColumn("since", label=_("Since")),
        Column("links", label=_("Links to it")),
        Column("due_label", label=_("Needed by")),
        ActionsColumn("holder", label=_("Translator")),
    )
    export_headings = {
        "title": _("Title"),
        "language": _("Language"),
        "reason_label": _("Reason"),
        "new_words": _("New words"),
        "changed_words": _("Changed words"),
        "reused_words": _("Reused words"),
        "since": _("Since"),
        "links": _("Links to it"),
        "due_on": _("Needed by"),
        "holder": _("Translator"),
    }
    list_export = tuple(export_headings)

    may_see = staticmethod(may_see_queue)

    verbose_name_plural = _("translations")

    def get_queryset(self) -> QuerySet[Any]:
        user: Any = self.request.user
        return waiting_for(user)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The rows are described before the table is made of them."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        user: Any = self.request.user
        context["object_list"] = rows = describe(context["object_list"], user)
        context["table"] = self.get_table(rows)
        return context


def describe(queryset: Any, user: Any) -> list[Any]:
    """Rows with titles, addresses and words: a query for each kind of thing, and four for the words."""
    rows = list(queryset)
    counts = word_counts.count(rows)
    pending_changes = dict(
        SourceChange.objects.filter(source__in={row.source_id for row in rows}).values_list("source_id", "segments")
    )
    by_model: dict[type[Any], list[Any]] = {}
    for row in rows:
        model = row.source.specific_content_type.model_class()
        by_model.setdefault(Page if issubclass(model, Page) else model, []).append(row)
    assigns = permissions.may_submit(user)
    for model, members in by_model.items():
        keys = {row.source.object_id for row in members}
        targets = {
            (target.translation_key, target.locale_id): target
            for target in model._default_manager.filter(translation_key__in=keys)
        }
        for row in members:
            _describe(row, model, targets[row.source.object_id, row.target_locale_id], counts[row.pk])
            row.words_label = _words_label(counts[row.pk], pending_changes.get(row.source_id, 0))
            row.may_assign = assigns
    return rows


def _describe(row: Any, model: type[Any], target: Any, counts: word_counts.WordCounts) -> None:
    assignment = getattr(row, "assignment", None)
    row.title = target.draft_title if isinstance(target, Page) else str(target)
    row.kind = capfirst(row.source.specific_content_type.name)
    row.url = edit_url(model, target.pk)
    row.language = row.target_locale.get_display_name()
    row.reason_label = dict(REASONS)[row.reason]
    row.new_words, row.changed_words, row.reused_words = counts.new, counts.changed, counts.reused
    row.due_on = assignment.due_on if assignment else None
    row.due_label = row.due_on or ""
    row.holder = assignment.assigned_to if assignment else None


def _words_label(counts: word_counts.WordCounts, pending_changes: int) -> str:
    """The words before the translator, and how many texts of the source have changed that nobody has brought there."""
    label = gettext("New: %(new)d, changed: %(changed)d, reused: %(reused)d") % {
        "new": counts.new,
        "changed": counts.changed,
        "reused": counts.reused,
    }
    if not pending_changes:
        return label
    more = ngettext(
        "%(count)d text has changed in the source and is not here yet",
        "%(count)d texts have changed in the source and are not here yet",
        pending_changes,
    )
    return f"{label}; {more % {'count': pending_changes}}"
