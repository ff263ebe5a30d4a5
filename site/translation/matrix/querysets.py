"""Translations that a user may edit, in any state."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.matrix import progress
from translation.matrix.matrix import edit_url
from translation.matrix.visibility import Visibility
from translation.workflow.lookup import target_of


def editable_translations(user: AbstractUser) -> QuerySet[Any]:
    """The translations in force that somebody may edit, each with its ``total`` and its ``translated`` texts."""
    progress.refresh()
    return (
        Translation.objects.filter(is_editable(Visibility(user)), enabled=True)
        .annotate(total=F("progress__total"), translated=F("progress__translated"))
        .select_related("source__specific_content_type", "source__locale", "target_locale")
        .order_by("source__object_repr", "target_locale__language_code")
    )


def is_editable(reach: Visibility) -> Q:
    """Whether a ``Translation`` leads to something that the person may edit."""
    condition = Q(pk__in=[])
    for model in reach.kinds():
        editable_pks = reach.editable(model)
        rows = targets(model)
        condition |= of_kind(model) & Q(Exists(rows if editable_pks is None else rows.filter(pk__in=editable_pks)))
    return condition


def targets(model: type[Any]) -> QuerySet[Any]:
    """Subquery on translations: the target pages or snippets of a ``Translation``, for one model."""
    rows: QuerySet[Any] = model._default_manager.order_by()
    return rows.filter(translation_key=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id"))


def of_kind(model: type[Any]) -> Q:
    """Whether a ``Translation`` is of a page, or of some kind of snippet."""
    kind = ContentType.objects.get_for_model(model)
    return Q(source__object__content_type=kind) if issubclass(model, Page) else Q(source__specific_content_type=kind)


def with_instance(translation: Translation) -> Translation | None:
    """A translation with the ``title`` and ``edit_url`` of what it leads to; ``None`` if that is gone."""
    row: Any = translation
    target = target_of(translation)
    if target is None:
        return None
    row.title = target.draft_title if isinstance(target, Page) else str(target)
    row.edit_url = edit_url(type(target), target.pk)
    return translation
