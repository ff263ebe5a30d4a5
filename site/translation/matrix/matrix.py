"""Rows, cells and counts of the matrix."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.models import Locale, Page

from translation.checks.models import SegmentFinding
from translation.matrix import progress, states
from translation.matrix.visibility import Visibility
from translation.workflow import permissions

#: What a snippet is called by, the first that it has.
NAMES = ("title", "name", "label", "text")


@dataclass(frozen=True)
class Filters:
    """Filters of the matrix; empty means no restriction."""

    languages: Sequence[Locale] = ()
    state: str = ""
    kinds: Sequence[ContentType] = ()
    section: Page | None = None
    owner: AbstractUser | None = None
    changed_before: datetime | None = None
    search: str = ""


@dataclass
class Cell:
    """One version of a row, or the lack of one."""

    state: str
    changed_texts: int = 0
    percent: int | None = None
    since: datetime | None = None
    url: str = ""
    warnings: int = 0

    @property
    def label(self) -> Any:
        """The state in words."""
        return states.LABELS.get(self.state, "")

    @property
    def text(self) -> str:
        """The state in words, with how far it is."""
        if self.state == states.IN_PROGRESS:
            return gettext("%(state)s: %(percent)d%%") % {"state": self.label, "percent": self.percent or 0}
        return str(self.label)


@dataclass
class MatrixRow:
    """A source with its versions by language tag. A language without a cell is none of the person's business."""

    kind: ContentType
    pk: int
    key: UUID
    locale_id: int
    title: str
    live: bool
    is_editable: bool
    url: str = ""
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def type_name(self) -> str:
        """Verbose name of the page or snippet type."""
        return str(capfirst(self.kind.name))

    @property
    def model(self) -> type[Any]:
        """The model by which its versions are found."""
        model = self.kind.model_class()
        if model is None:
            raise LookupError(f"{self.kind} is no longer there")
        return Page if issubclass(model, Page) else model


class Matrix:
    """The matrix as one person sees it."""

    def __init__(self, user: AbstractUser, filters: Filters | None = None, reach: Visibility | None = None) -> None:
        self.user = user
        self.reach = reach or Visibility(user)
        self.filters = filters or Filters()
        progress.refresh()

    @cached_property
    def languages(self) -> list[Locale]:
        """The columns: the languages asked for, of those that the person has to do with."""
        ids = {locale.pk for locale in self.filters.languages}
        return [locale for locale in self.reach.columns if not ids or locale.pk in ids]

    @cached_property
    def kinds(self) -> list[type[Any]]:
        """The models asked for, of those that the person has to do with."""
        models = {kind.model_class() for kind in self.filters.kinds}
        if not models:
            return self.reach.kinds()
        pages = any(issubclass(model, Page) for model in models if model)
        return [model for model in self.reach.kinds() if model in models or (model is Page and pages)]

    def rows(self) -> QuerySet[Any]:
        """The requested rows of all kinds, by title: dictionaries for :meth:`fill_rows`. One query."""
        parts = [self._columns(self._sources(model)) for model in self.kinds]
        if not parts:
            return Page.objects.none().values("pk")
        first, *others = parts
        combined: QuerySet[Any] = first.union(*others, all=True) if others else first
        return combined.order_by("row_order", "row_kind", "pk")

    def _sources(self, model: type[Any]) -> QuerySet[Any]:
        rows = self._filter_rows(self.reach.rows(states.sources(model, self.reach.first)))
        if not self.filters.state and self.filters.changed_before is None:
            return rows
        condition = Q()
        if self.filters.state != states.MISSING:
            condition |= Q(translation_key__in=self._requested_cells(model).values("translation_key"))
        if self.filters.state in {states.MISSING, ""}:
            condition |= self._is_missing(model)
        return rows.filter(condition)

    def _filter_rows(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Filter rows by page type, section, owner and words; snippets have no section and no owner."""
        criteria = self.filters
        if issubclass(rows.model, Page):
            types = [kind for kind in criteria.kinds if kind.model_class() is not Page]
            if types and not any(kind.model_class() is Page for kind in criteria.kinds):
                rows = rows.filter(content_type__in=types)
            if criteria.section is not None:
                rows = rows.filter(path__startswith=criteria.section.path)
            if criteria.owner is not None:
                rows = rows.filter(owner=criteria.owner)
        elif criteria.section is not None or criteria.owner is not None:
            return rows.none()
        if criteria.search:
            rows = rows.filter(**{f"{name_of(rows.model)}__icontains": criteria.search})
        return rows

    def _requested_cells(self, model: type[Any]) -> QuerySet[Any]:
        cells = self.reach.restrict(states.versions(model, self.reach.first)).filter(
            locale__in=[locale.pk for locale in self.languages]
        )
        cells = (
            cells.filter(cell_state=self.filters.state)
            if self.filters.state
            else cells.filter(cell_state__in=states.OPEN)
        )
        if self.filters.changed_before is not None:
            cells = cells.annotate(cell_since=states.since(model)).filter(cell_since__lte=self.filters.changed_before)
        return cells

    def _is_missing(self, model: type[Any]) -> Q:
        """Whether a source that readers have lacks a version in any of the languages."""
        condition = Q()
        for locale in self.languages:
            versions = model._default_manager.filter(translation_key=OuterRef("translation_key"), locale=locale)
            condition |= ~Q(Exists(versions.order_by()))
        old = Q() if self.filters.changed_before is None else Q(first_published_at__lte=self.filters.changed_before)
        return condition & old

    def _columns(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        model = rows.model
        of_pages = issubclass(model, Page)
        kind = F("content_type_id") if of_pages else Value(ContentType.objects.get_for_model(model).pk)
        name = Cast(name_of(model), TextField())
        return rows.annotate(
            row_kind=Cast(kind, BigIntegerField()),
            row_title=name,
            row_order=Lower(name),
            row_mine=_yes(self.reach.editable(model)),
        ).values("row_kind", "pk", "translation_key", "locale_id", "row_title", "live", "row_mine", "row_order")

    def counts(self) -> dict[str, dict[str, int]]:
        """Number of cells by state and language tag, regardless of the filters. One query."""
        parts = [self._cell_counts(model) for model in self.reach.kinds()]
        tags = {locale.pk: locale.language_code for locale in self.reach.columns}
        by_state: dict[str, Counter[str]] = {state: Counter() for state, _label in states.STATES}
        version_counts: Counter[str] = Counter()
        rows = 0
        for state, locale, is_visible, number in parts[0].union(*parts[1:], all=True) if parts else ():
            rows += number if state == states.SOURCE else 0
            if locale in tags:
                version_counts[tags[locale]] += number
                by_state[state][tags[locale]] += number * is_visible
        for tag in tags.values():
            by_state[states.MISSING][tag] = rows - version_counts[tag]
        return {state: dict(by_tag) for state, by_tag in by_state.items()}

    def _cell_counts(self, model: type[Any]) -> QuerySet[Any]:
        cells = states.versions(model, self.reach.first)
        visibility: Any = Value(1)
        if self.reach.editable(model) is not None:
            rows = self.reach.rows(states.sources(model, self.reach.first))
            visible_pks = self.reach.restrict(model._default_manager.all()).order_by().values("pk")
            cells = cells.filter(translation_key__in=rows.values("translation_key"))
            visibility = Case(When(Q(pk__in=visible_pks) | Q(cell_state=states.SOURCE), then=1), default=0)
        return (
            cells.annotate(cell_told=visibility)
            .values_list("cell_state", "locale_id", "cell_told")
            .annotate(cell_number=Count("pk"))
        )

    def fill_rows(self, row_values: Iterable[dict[str, Any]]) -> list[MatrixRow]:
        """Rows with their cells. One query."""
        rows = [self._row(values) for values in row_values]
        by_key: dict[UUID, dict[int, dict[str, Any]]] = defaultdict(dict)
        for version in self._versions_of(rows):
            by_key[version["translation_key"]][version["locale_id"]] = version
        for row in rows:
            for locale in self.languages:
                cell = self._cell(row, locale, by_key[row.key].get(locale.pk))
                if cell is not None:
                    row.cells[locale.language_code] = cell
            if not row.url:
                row.url = next((cell.url for cell in row.cells.values() if cell.url), "")
        return rows

    def _row(self, values: dict[str, Any]) -> MatrixRow:
        row = MatrixRow(
            kind=ContentType.objects.get_for_id(values["row_kind"]),
            pk=values["pk"],
            key=values["translation_key"],
            locale_id=values["locale_id"],
            title=strip_tags(values["row_title"] or ""),
            live=values["live"],
            is_editable=values["row_mine"],
        )
        row.url = edit_url(row.model, row.pk) if row.is_editable else ""
        return row

    def _versions_of(self, rows: Sequence[MatrixRow]) -> QuerySet[Any] | tuple[()]:
        keys: dict[type[Any], list[UUID]] = defaultdict(list)
        for row in rows:
            keys[row.model].append(row.key)
        parts = [self._cell_values(model, model_keys) for model, model_keys in keys.items()]
        return parts[0].union(*parts[1:], all=True) if parts else ()

    def _cell_values(self, model: type[Any], keys: Sequence[UUID]) -> QuerySet[Any]:
        record = states.records_of_version()
        cells = states.versions(model, self.reach.first).filter(translation_key__in=keys, locale__in=self.languages)
        visible_pks = (
            self.reach.restrict(model._default_manager.filter(translation_key__in=keys)).order_by().values("pk")
        )
        return cells.annotate(
            cell_since=states.since(model),
            cell_changed=Subquery(record.values("basis__changed_segments")[:1]),
            cell_translated=Subquery(record.values("progress__translated")[:1]),
            cell_total=Subquery(record.values("progress__total")[:1]),
            cell_warnings=Coalesce(Subquery(_warnings()), 0),
            cell_told=_yes(visible_pks),
            cell_mine=_yes(self.reach.editable(model)),
        ).values(
            "translation_key",
            "locale_id",
            "pk",
            "cell_state",
            "cell_since",
            "cell_changed",
            "cell_translated",
            "cell_total",
            "cell_warnings",
            "cell_told",
            "cell_mine",
        )

    def _cell(self, row: MatrixRow, locale: Locale, version: dict[str, Any] | None) -> Cell | None:
        if version is None:
            return Cell(states.MISSING, url=self._submission_url(row))
        if row.locale_id == locale.pk:
            return Cell(states.SOURCE, url=row.url)
        if not version["cell_told"]:
            return None
        total = version["cell_total"] or 0
        return Cell(
            state=version["cell_state"],
            changed_texts=version["cell_changed"] or 0,
            percent=version["cell_translated"] * 100 // total if total else None,
            since=version["cell_since"],
            warnings=version["cell_warnings"],
            url=edit_url(row.model, version["pk"]) if version["cell_mine"] else "",
        )

    def _submission_url(self, row: MatrixRow) -> str:
        """URL for submitting a row to translators; the form there offers the languages available to the user."""
        if not row.is_editable or not permissions.may_submit(self.user):
            return ""
        if row.model is Page:
            return reverse("wagtail_localize:submit_page_translation", args=[row.pk])
        of_kind = (row.kind.app_label, row.kind.model, quote(row.pk))
        return reverse("wagtail_localize:submit_snippet_translation", args=of_kind)


def _warnings() -> QuerySet[Any]:
    """Subquery: number of check findings for a version."""
    findings = SegmentFinding.objects.order_by().filter(
        string_translation__context__object_id=OuterRef("translation_key"),
        string_translation__locale_id=OuterRef("locale_id"),
    )
    return findings.values("string_translation__locale_id").annotate(number=Count("pk")).values("number")


def name_of(model: type[Any]) -> str:
    """The field that a snippet or page is called by.

    Raises:
        LookupError: it has none of :data:`NAMES`.
    """
    fields = {field.name for field in model._meta.get_fields()}
    for name in NAMES:
        if name in fields:
            return name
    raise LookupError(f"{model._meta.label} has none of {', '.join(NAMES)} to be listed by.")


def edit_url(model: type[Any], pk: int) -> str:
    """URL of a version's edit view: the translators' screen, if it is a translation."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(pk)])


def _yes(primary_keys: QuerySet[Any] | None) -> Any:
    """Whether a version is among some; ``None``: all of them are."""
    if primary_keys is None:
        return Value(value=True, output_field=BooleanField())
    return Case(When(pk__in=primary_keys, then=True), default=False, output_field=BooleanField())
