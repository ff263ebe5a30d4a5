"""Keep edits made by hand in a detached translation when it is linked to its source again."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translation.units.markup import MarkupError, normalize
from translation.units.writer import TranslatedText, write


@transaction.atomic
def take_over(translation: Translation, instance: Any, user: Any) -> tuple[int, int]:
    """Make a page's own words the translation of the source's texts at the same places.

    Without this the texts that were translated before would come back in their stead.

    Args:
        translation: one that was stopped.
        instance: the page or snippet in the language, as it was last edited.
        user: whose the texts are from now on.

    Returns:
        How many texts were taken over, and how many have no place in the source and would go.
    """
    texts_by_path: dict[str, list[str]] = defaultdict(list)
    for value in extract_segments(instance):
        if isinstance(value, StringSegmentValue):
            texts_by_path[value.path].append(value.string.data)
    segments_by_path: dict[str, list[StringSegment]] = defaultdict(list)
    for row in (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("string", "context")
        .order_by("order")
    ):
        segments_by_path[row.context.path].append(row)
    rows_by_key = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
        ).select_related("translation_of", "context")
    }
    translated_texts: list[TranslatedText] = []
    lost_count = 0
    for path, texts in texts_by_path.items():
        if len(segments_by_path[path]) != len(texts):
            lost_count += len(texts)
            continue
        for segment, text in zip(segments_by_path[path], texts, strict=True):
            row = rows_by_key.get((segment.string_id, segment.context_id))
            if text == (row.data if row else segment.string.data):
                continue
            try:
                data = normalize(segment.string.data, text)
            except (MarkupError, ValueError):
                lost_count += 1
                continue
            translated_texts.append(
                TranslatedText(
                    segment.string_id,
                    segment.context_id,
                    translation.target_locale_id,
                    data,
                    existing=row,
                    user_id=user.pk,
                )
            )
    write(translated_texts)
    return len(translated_texts), lost_count
