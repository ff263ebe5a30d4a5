"""The report of all translations: what is waiting for whom, for as far as one may edit."""

from collections import defaultdict
from typing import Any

import django_filters
from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation

CHANGED, IN_PROGRESS, DRAFT, UP_TO_DATE = "changed", "in_progress", "draft", "up_to_date"
STATES = (
    (CHANGED, _("Source changed since")),
    (IN_PROGRESS, _("In progress")),
    (DRAFT, _("Draft waiting")),
    (UP_TO_DATE, _("Up to date")),
)


def editable_models(user: AbstractUser) -> list[type[Any]]:
    """The kinds of translatable snippets that somebody may change."""
    return [
        model
        for model in get_snippet_models()
        if issubclass(model, TranslatableMixin)
        and policy_registry.get_by_type(model).user_has_permission(user, "change")
    ]


def editable_translations(user: AbstractUser) -> QuerySet[Translation]:
    """The translations in force of what somebody may edit, with how far each is. One query."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    models = editable_models(user)
    kinds = ContentType.objects.get_for_models(*models).values() if models else []
    drafts: Any = Exists(_target(Page.objects.filter(has_unpublished_changes=True)))
    for model in models:
        if issubclass(model, DraftStateMixin):
            drafts |= Exists(_target(model._default_manager.filter(has_unpublished_changes=True)))
    return (
        Translation.objects.filter(enabled=True)
        .filter(Exists(_target(pages)) | Q(source__specific_content_type__in=kinds))
        .annotate(
            total=_count(StringSegment.objects.filter(source_id=OuterRef("source_id"))),
            translated=_count(_translated_segments()),
            changed=Coalesce(F("basis__changed_segments"), 0),
            draft_waiting=drafts,
        )
        .select_related("source__specific_content_type", "source__locale", "target_locale", "basis")
        .order_by("source__object_repr", "target_locale__language_code")
    )


def _target(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of some rows, the one that a translation leads to."""
    return rows.order_by().filter(translation_key=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id"))


def _translated_segments() -> QuerySet[Any]:
    texts = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    return StringSegment.objects.filter(Exists(texts), source_id=OuterRef("source_id"))


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("source_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def in_state(rows: QuerySet[Translation], state: str) -> QuerySet[Translation]:
    """Of the translations, those in a state; each is in exactly one."""
    if state == CHANGED:
        return rows.filter(changed__gt=0)
    rows = rows.filter(changed=0)
    if state == IN_PROGRESS:
        return rows.filter(translated__lt=F("total"))
    return rows.filter(translated__gte=F("total"), draft_waiting=state == DRAFT)


def state_of(row: Any) -> str:
    """The state of a translation from ``editable_translations``."""
    if row.changed:
        return CHANGED
    if row.translated < row.total:
        return IN_PROGRESS
    return DRAFT if row.draft_waiting else UP_TO_DATE


def describe(rows: QuerySet[Translation]) -> QuerySet[Translation]:
    """Give each row the title and address of what it leads to; one query for each kind of thing."""
    wanted = defaultdict(list)
    for row in rows:
        model = row.source.specific_content_type.model_class()
        wanted[Page if issubclass(model, Page) else model].append(row)
    for model, members in wanted.items():
        there = {
            (target.translation_key, target.locale_id): target
            for target in model._default_manager.filter(
                translation_key__in={row.source.object_id for row in members},
                locale_id__in={row.target_locale_id for row in members},
            )
        }
        for row in members:
            _describe(row, there.get((row.source.object_id, row.target_locale_id)))
    return rows


def _describe(row: Any, target: Any) -> None:
    row.state = state_of(row)
    row.state_label = dict(STATES)[row.state]
    row.progress = _("%(done)d of %(total)d") % {"done": row.translated, "total": row.total}
    row.kind = capfirst(row.source.specific_content_type.name)
    row.language = row.target_locale.get_display_name()
    row.source_title = row.source.object_repr
    row.title = row.source.object_repr if target is None else _title(target)
    row.edit_url = "" if target is None else _edit_url(target)
    row.draft_label = _("Yes") if row.draft_waiting else ""
    row.changed_label = row.changed or ""


def _title(target: Any) -> str:
    return target.draft_title if isinstance(target, Page) else str(target)


def _edit_url(target: Any) -> str:
    if isinstance(target, Page):
        return reverse("wagtailadmin_pages:edit", args=[target.pk])
    return reverse(target.snippet_viewset.get_url_name("edit"), args=[quote(target.pk)])


class TranslationFilters(WagtailFilterSet):
    """Which translations to show."""

    target_locale = django_filters.ModelChoiceFilter(
        label=_("Language"), queryset=lambda _request: Locale.objects.all()
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="filter_state")

    class Meta:
        model = Translation
        fields: list[str] = []

    def filter_state(self, rows: QuerySet[Translation], name: str, value: str) -> QuerySet[Translation]:
        """Keep those in a state."""
        return in_state(rows, value)


class TranslationReport(ReportView):
    """Each page or snippet that has a translation, with the state of that translation."""

    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation:report"
    index_results_url_name = "translation:report_results"
    filterset_class = TranslationFilters
    export_filename = "translations"
    columns = (
        TitleColumn("title", label=_("Title"), get_url=lambda row: row.edit_url),
        Column("kind", label=_("Type")),
        Column("language", label=_("Language")),
        Column("state_label", label=_("State")),
        Column("changed_label", label=_("Changed texts of the source")),
        Column("progress", label=_("Translated texts")),
        Column("draft_label", label=_("Draft waiting")),
    )
    list_export = (
        "title",
        "source_title",
        "kind",
        "language",
        "state_label",
        "changed",
        "translated",
        "total",
        "draft_label",
    )
    export_headings = {
        "title": _("Title"),
        "source_title": _("Source"),
        "kind": _("Type"),
        "language": _("Language"),
        "state_label": _("State"),
        "changed": _("Changed texts of the source"),
        "translated": _("Translated texts"),
        "total": _("Texts"),
        "draft_label": _("Draft waiting"),
    }

    @cached_property
    def verbose_name_plural(self) -> str:
        """What the list is empty of."""
        return str(_("translations"))

    def get_queryset(self) -> QuerySet[Translation]:
        """What the person may edit."""
        return editable_translations(self.request.user)

    def decorate_paginated_queryset(self, object_list: QuerySet[Translation]) -> QuerySet[Translation]:
        """Titles and addresses for the rows shown."""
        return describe(object_list)


def may_see_report(request: HttpRequest) -> bool:
    """Whether the report could list anything for somebody."""
    user: Any = request.user
    pages = policy_registry.get_by_type(Page)
    return pages.user_has_any_permission(user, {"add", "change", "publish"}) or bool(editable_models(user))
