"""Whether a source's words have changed since its translations were made from them."""

from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translation.models import SourceChange


def words_of(instance: object) -> set[tuple[str, str]]:
    """Each text of a page or snippet with the path where it stands."""
    return {
        (segment.path, segment.string.data)
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue)
    }


def note_changes(source: TranslationSource) -> int:
    """Compare the source as it is published with what was last synchronised, and remember the result.

    Returns:
        How many texts were added, changed or removed; facts don't count, and a text edited back
        is unchanged.
    """
    try:
        live = source.get_source_instance()
    except source.specific_content_type.model_class().DoesNotExist:
        return 0
    now, then = words_of(live), words_of(source.as_instance())
    segments = max(len(now - then), len(then - now))
    if segments:
        SourceChange.objects.update_or_create(source=source, defaults={"segments": segments})
    else:
        SourceChange.objects.filter(source=source).delete()
    return segments


def changed_segments(translation: Translation) -> int:
    """How many texts of the source have changed since this translation was synchronised."""
    change = SourceChange.objects.filter(source_id=translation.source_id).first()
    return change.segments if change else 0
