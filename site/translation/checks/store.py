"""Run the checks on translations and store the findings."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from core.base.batches import batched
from translation.checks import links, slugs
from translation.checks.limits import limit_of
from translation.checks.models import SegmentFinding
from translation.checks.validation import findings

#: How many translations are judged in one go.
BATCH = 500


def judge(rows: Iterable[StringTranslation]) -> None:
    """Judge some translations and keep what was found. The same number of queries for any number up to ``BATCH``."""
    keys = [row.pk for row in rows]
    for batch in batched(keys, BATCH):
        stored = StringTranslation.objects.filter(pk__in=batch)
        _judge(list(stored.select_related("translation_of__locale", "locale", "context")))


def judge_translation(translation: Translation) -> None:
    """Judge all texts of a page or snippet in one language anew: terms, fields and links may have changed."""
    judge(in_use(translation).only("pk"))


def judge_everything() -> None:
    """Judge all texts anew, for terms that have changed and for what came in past the signals."""
    keys = list(StringTranslation.objects.order_by("pk").values_list("pk", flat=True))
    for batch in batched(keys, BATCH):
        judge(StringTranslation.objects.filter(pk__in=batch).only("pk"))


def in_use(translation: Translation) -> QuerySet[StringTranslation]:
    """The translated texts that a page or snippet is made of in one language."""
    segments = StringSegment.objects.filter(
        source=translation.source_id, string=OuterRef("translation_of"), context=OuterRef("context")
    )
    return StringTranslation.objects.filter(Exists(segments), locale=translation.target_locale_id)


def findings_of(translation: Translation) -> QuerySet[SegmentFinding]:
    """The stored findings of a page or snippet in one language, errors first."""
    return SegmentFinding.objects.filter(string_translation__in=in_use(translation)).select_related(
        "string_translation__context", "string_translation__translation_of"
    )


@transaction.atomic(savepoint=False)
def _judge(rows: Sequence[StringTranslation]) -> None:
    limits = _limits(rows)
    lookups = [links.findings(rows), slugs.findings(rows)]  # what takes a look around
    new = [
        SegmentFinding.of(row, finding)
        for row in rows
        for finding in [
            *findings(
                row.translation_of.data,
                row.data,
                row.translation_of.locale,
                row.locale,
                limits.get(row.context_id),
            ),
            *(each for by_row in lookups for each in by_row.get(row.pk, ())),
        ]
    ]
    SegmentFinding.objects.filter(string_translation__in=[row.pk for row in rows]).delete()
    SegmentFinding.objects.bulk_create(new)


def _limits(rows: Sequence[StringTranslation]) -> dict[int | None, int | None]:
    """The room of each field, by the contexts' primary keys."""
    contexts = {row.context_id: row.context for row in rows if row.context and row.context.field_path}
    sources = TranslationSource.objects.filter(
        object_id__in={context.object_id for context in contexts.values()}
    ).values_list("object_id", "specific_content_type")
    kinds: dict[Any, int] = dict(sources)

    @cache
    def limit(kind: int, path: str) -> int | None:
        model = ContentType.objects.get_for_id(kind).model_class()
        return limit_of(model, path) if model else None

    return {
        key: limit(kinds[context.object_id], context.field_path)
        for key, context in contexts.items()
        if context.object_id in kinds
    }
