"""Prefill a new translation with what was translated before at the same place."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.memory.lookup import exact, place_of_many, where_from
from translation.memory.models import MemoryEntry
from translation.units.markup import MarkupError, normalize
from translation.units.writer import TranslatedText, write

#: Addresses are made from titles, each its own.
NEVER = ("slug",)
#: What a text says that came out of the memory; the name of the place follows.
MARK = "TM"


def untranslated(translation: Translation) -> QuerySet[StringSegment]:
    """The texts of a page or snippet that have no translation yet, right or wrong."""
    existing = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"), context=OuterRef("context_id"), locale=translation.target_locale_id
    )
    return (
        StringSegment.objects.filter(~Exists(existing), source=translation.source_id)
        .exclude(context__path__in=NEVER)
        .select_related("string", "context")
        .order_by("order", "pk")
    )


@transaction.atomic
def prefill(translation: Translation) -> int:
    """Fill in the untranslated texts that were translated before in the same field of a thing of the same kind.

    Where that was done in several ways a translator chooses, and what stands elsewhere is only offered. Nothing that
    somebody has written is touched. The texts are marked with where they come from. The same number of queries for any
    number of texts.

    Returns:
        How many were filled in.
    """
    segments = list(untranslated(translation))
    source = translation.source.locale
    entries_by_text = exact({segment.string.data for segment in segments}, source, translation.target_locale)
    if not entries_by_text:
        return 0
    places = place_of_many({segment.context for segment in segments})
    entries_by_segment = {
        segment: entry
        for segment in segments
        if (entry := _unanimous_entry(entries_by_text.get(segment.string.data, ()), places.get(segment.context_id, "")))
    }
    origins = where_from(entries_by_segment.values())
    texts = (_text(segment, entry, translation, origins[entry.pk]) for segment, entry in entries_by_segment.items())
    return len(write(text for text in texts if text is not None))


def _unanimous_entry(entries: Iterable[MemoryEntry], place: str) -> MemoryEntry | None:
    """The newest of some translations in a place, if all say the same."""
    candidates = [entry for entry in entries if place and entry.place == place]
    return candidates[0] if len({entry.text for entry in candidates}) == 1 else None


def _text(segment: StringSegment, entry: MemoryEntry, translation: Translation, origin: str) -> TranslatedText | None:
    try:
        data = normalize(segment.string.data, entry.text)
    except (MarkupError, ValueError):
        return None
    return TranslatedText(
        segment.string_id,
        segment.context_id,
        translation.target_locale_id,
        data,
        user_id=entry.author_id,
        tool_name=f"{MARK} · {origin}",
    )
