"""Translations that wait for a user."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, ReferenceIndex, WorkflowState
from wagtail_localize.models import Translation

from translation.matrix import progress
from translation.matrix.querysets import is_editable, of_kind, targets
from translation.matrix.visibility import Visibility

NEW, CHANGED, SENT_BACK = "new", "changed", "sent_back"


def waiting_for(user: AbstractUser, reach: Visibility | None = None) -> QuerySet[Any]:
    """The translations that somebody may edit and that are unfinished, behind their source, or sent back.

    What is being reviewed waits for somebody else. Each has ``reason``, ``since`` and ``links``: how many
    places of the platform lead to its source, which stands for how much it is read, since visits are not
    counted. Those that are wanted soonest come first, then the oldest, then the most linked.
    """
    progress.refresh()
    reach = reach or Visibility(user)
    returned = reviewed = Q(pk__in=[])
    for model in reach.kinds():
        rows, of_model = targets(model), of_kind(model)
        returned |= of_model & Q(Exists(rows.filter(pk__in=_in_workflow(model, WorkflowState.STATUS_NEEDS_CHANGES))))
        reviewed |= of_model & Q(Exists(rows.filter(pk__in=_in_workflow(model, WorkflowState.STATUS_IN_PROGRESS))))
    behind = Q(basis__changed_segments__gt=0)
    reason = Case(
        When(returned, then=Value(SENT_BACK)),
        When(behind, then=Value(CHANGED)),
        When(progress__translated__lt=F("progress__total"), then=Value(NEW)),
        output_field=CharField(),
    )
    since = Case(When(behind, then=F("basis__changed_since")), default=F("source__last_updated_at"))
    return (
        Translation.objects.filter(is_editable(reach), enabled=True)
        .annotate(reason=reason, since=since, links=_links())
        .exclude(reason=None)
        .exclude(reviewed)
        .select_related("source__specific_content_type", "source__locale", "target_locale", "assignment__assigned_to")
        .order_by(F("assignment__due_on").asc(nulls_last=True), "since", "-links", "pk")
    )


def _in_workflow(model: type[Any], status: str) -> QuerySet[Any]:
    """The primary keys of what is in a workflow of some status."""
    kind = ContentType.objects.get_for_model(model)
    states = WorkflowState.objects.filter(base_content_type=kind, status=status).order_by()
    return states.annotate(key=Cast("object_id", BigIntegerField())).values("key")


def _links() -> Any:
    """Number of references to the source of a translation; none are counted for snippets."""
    of = {
        "translation_key": OuterRef(OuterRef("source__object_id")),
        "locale_id": OuterRef(OuterRef("source__locale_id")),
    }
    source = Page.objects.filter(**of)
    leading = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Page),
        to_object_id__in=source.order_by().values(key=Cast("pk", CharField())),
    )
    row_count = leading.order_by().values("to_content_type").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(row_count, output_field=IntegerField()), 0)
