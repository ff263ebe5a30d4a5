"""State of each version of a page or snippet (draft, outdated, live …), computed by the database.

A version is in exactly one state. What is said first here comes first: an alias is an alias whatever
its source does, a translation whose source has changed is outdated however far it is.
"""

from typing import Any, Final

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

SOURCE: Final = "source"
UP_TO_DATE: Final = "up_to_date"
OUTDATED: Final = "outdated"
IN_PROGRESS: Final = "in_progress"
DRAFT: Final = "draft"
ALIAS: Final = "alias"
MISSING: Final = "missing"

#: All of them, as they are listed; the last, the sources', is nobody's to look for.
STATES: Final[tuple[tuple[str, Any], ...]] = (
    (OUTDATED, _("Outdated")),
    (IN_PROGRESS, _("In progress")),
    (DRAFT, _("Draft pending")),
    (UP_TO_DATE, _("Up to date")),
    (ALIAS, _("Alias")),
    (MISSING, pgettext_lazy("translation", "Missing")),
    (SOURCE, pgettext_lazy("translation", "Source")),
)
LABELS: Final = dict(STATES)
#: What somebody has to do something about.
OPEN: Final = (OUTDATED, IN_PROGRESS, DRAFT)


def records_of_version() -> QuerySet[Translation]:
    """Subquery on versions: the ``Translation`` record of each.

    The language is compared as a number: by its index, SQLite without statistics would go through all
    translations into a language for each version.
    """
    language = Cast("target_locale_id", BigIntegerField())
    return (
        Translation.objects.order_by()
        .filter(source__object_id=OuterRef("translation_key"))
        .alias(language=language)
        .filter(language=OuterRef("locale_id"))
    )


def _of_translation() -> QuerySet[Any]:
    """The state of a version that was translated, as one value: asked once for each version, however it is used."""
    own_state = Case(
        When(outer_draft=True, then=Value(DRAFT)),
        When(outer_live=False, then=Value(DRAFT)),
        default=Value(UP_TO_DATE),
        output_field=CharField(),
    )
    state = Case(
        When(basis__changed_segments__gt=0, then=Value(OUTDATED)),
        When(enabled=True, progress__translated__lt=F("progress__total"), then=Value(IN_PROGRESS)),
        default=own_state,
        output_field=CharField(),
    )
    outer = {
        "outer_draft": ExpressionWrapper(OuterRef("has_unpublished_changes"), output_field=BooleanField()),
        "outer_live": ExpressionWrapper(OuterRef("live"), output_field=BooleanField()),
    }
    return records_of_version().annotate(**outer).annotate(state=state).values("state")[:1]


def is_alias(model: type[Any]) -> Q:
    """Condition for aliases of a model; snippets have none."""
    return Q(alias_of__isnull=False) if issubclass(model, Page) else Q(pk__in=[])


def sources(model: type[Any], first: Locale) -> QuerySet[Any]:
    """The versions that others are translated from: the rule of ``is_source`` for many.

    ``first`` is the default language.
    """
    rows: QuerySet[Any] = model._default_manager.filter(depth__gt=1) if issubclass(model, Page) else _all(model)
    return rows.filter(~is_alias(model), _may_be_source(model, first), ~Exists(records_of_version())).order_by()


def _all(model: type[Any]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.all()
    return rows


def _may_be_source(model: type[Any], first: Locale) -> Q:
    records = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), source__locale_id=OuterRef("locale_id")
    )
    in_first = model._default_manager.filter(
        ~is_alias(model), translation_key=OuterRef("translation_key"), locale=first
    )
    return Q(locale=first) | Q(Exists(records)) | ~Q(Exists(in_first.order_by()))


def versions(model: type[Any], first: Locale) -> QuerySet[Any]:
    """All versions of a kind, each with its ``cell_state``; ``first`` is the default language."""
    rows: QuerySet[Any] = model._default_manager.filter(depth__gt=1) if issubclass(model, Page) else _all(model)
    is_draft = Q(has_unpublished_changes=True) | Q(live=False)
    state_without_record = Case(
        When(_may_be_source(model, first), then=Value(SOURCE)),
        When(is_draft, then=Value(DRAFT)),
        default=Value(UP_TO_DATE),
        output_field=CharField(),
    )
    state = Case(
        When(is_alias(model), then=Value(ALIAS)),
        default=Coalesce(Subquery(_of_translation()), state_without_record, output_field=CharField()),
        output_field=CharField(),
    )
    return rows.order_by().annotate(cell_state=state)


def since(model: type[Any]) -> Any:
    """Since when a version is as it is: its source changed, or its newest draft was saved."""
    source_change_date = records_of_version().values("basis__changed_since")[:1]
    draft_date = "latest_revision_created_at" if issubclass(model, Page) else "latest_revision__created_at"
    return Case(When(cell_state=OUTDATED, then=Subquery(source_change_date)), default=F(draft_date))
