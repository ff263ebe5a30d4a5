"""Progress of translations: marked as out of date when a text changes, recounted when it is read.

The writer of texts notes them. What was missed all the same, since something wrote past it, is
found by :func:`recount`, which runs by the clock.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationContext

from translation.matrix.models import TranslationProgress

BATCH = 1000


def note(translations: QuerySet[Translation]) -> None:
    """Mark the progress of translations as out of date."""
    TranslationProgress.objects.filter(stale=False, translation__in=translations.order_by()).update(stale=True)


def note_texts(rows: Sequence[StringTranslation]) -> None:
    """Mark the progress of the translations whose texts changed as out of date. One query."""
    contexts, locales = {row.context_id for row in rows}, {row.locale_id for row in rows}
    objects = TranslationContext.objects.filter(pk__in=contexts).values("object_id")
    note(Translation.objects.filter(source__object_id__in=objects, target_locale__in=locales))


def refresh() -> int:
    """Count what was noted and what was never counted; returns how many translations that were."""
    condition = Q(progress=None) | Q(progress__stale=True)
    return _count(Translation.objects.filter(condition)) if Translation.objects.filter(condition).exists() else 0


def recount() -> int:
    """Count all translations, whatever was noted; returns how many there are."""
    return _count(Translation.objects.all())


@transaction.atomic
def _count(translations: QuerySet[Translation]) -> int:
    """Two questions for the numbers, and a statement for each thousand rows written."""
    records = list(translations.values_list("pk", "source_id", "target_locale_id"))
    has_translation = Exists(translations.filter(source_id=OuterRef("source_id")))
    segments = StringSegment.objects.filter(has_translation).order_by()
    totals = dict(segments.values_list("source_id").annotate(n=Count("pk")))
    texts = segments.filter(string__translations__context_id=F("context_id"), string__translations__has_error=False)
    translated_counts = {
        (source, locale): number
        for source, locale, number in texts.values_list("source_id", "string__translations__locale_id").annotate(
            n=Count("pk")
        )
    }
    rows = [
        TranslationProgress(
            translation_id=pk,
            total=totals.get(source, 0),
            translated=translated_counts.get((source, locale), 0),
            stale=False,
        )
        for pk, source, locale in records
    ]
    TranslationProgress.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["translation"],
        update_fields=["total", "translated", "stale"],
    )
    return len(rows)
