"""Changes of a source's words since a translation was made from it.

``TranslationBasis`` stores the words from which each translation was last made: those of the snapshot at the time
its newest draft was saved. A language that has followed a change is thus up to date while another is not; a text
that is changed back counts as changed only for languages that had followed.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from wagtail_localize.models import StringSegment, Translation, TranslationLog, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translation.sources.instances import current, follow_keys
from translation.sources.models import SourceChange, TranslationBasis


def words_of(instance: object) -> set[str]:
    """The texts of a page or snippet, each as a digest of its words and of the path where they stand."""
    return words_in(extract_segments(instance))


def words_in(segments: Iterable[Any]) -> set[str]:
    """As :func:`words_of`, for segments extracted from a page or snippet."""
    return {
        _digest(segment.path, segment.string.data) for segment in segments if isinstance(segment, StringSegmentValue)
    }


def words_of_snapshot(source: TranslationSource) -> set[str]:
    """As :func:`words_of`, for a snapshot."""
    segments = StringSegment.objects.filter(source=source).values_list("context__path", "string__data")
    return {_digest(path, words) for path, words in segments}


def note_published(source: TranslationSource, instance: Any) -> None:
    """Compare a source that was just published with its snapshot and with what each translation was made from.

    Args:
        source: its snapshot.
        instance: what was published.
    """
    follow_keys([instance])
    _note(source, words_of(instance), words_of_snapshot(source))


def update_change_counts(source: TranslationSource, words: set[str] | None = None) -> None:
    """Compare the published source with what was last synchronized and with what each translation was made from.

    The results are remembered. Facts don't count.

    Args:
        source: a snapshot (``TranslationSource``).
        words: what the source says now, if the snapshot was just taken.
    """
    if words is not None:
        _note(source, words, words)
    elif (live := _live(source)) is not None:
        _note(source, words_of(live), words_of(source.as_instance()))


def _note(source: TranslationSource, current_words: set[str], snapshot_words: set[str]) -> None:
    unsynchronized = _difference(current_words, snapshot_words)
    if unsynchronized:
        SourceChange.objects.update_or_create(source=source, defaults={"segments": unsynchronized})
    else:
        for change in SourceChange.objects.filter(source=source):  # most have none: nothing is written
            change.delete()
    bases = TranslationBasis.objects.filter(translation__source=source)
    changed_bases = [basis for basis in bases if _compare(basis, current_words)]
    if changed_bases:
        TranslationBasis.objects.bulk_update(changed_bases, ["changed_segments", "changed_since"])


def record_basis(log: TranslationLog) -> None:
    """Remember from which words a translation was made; for a log that was just written."""
    translation = (
        Translation.objects.filter(source=log.source_id, target_locale=log.locale_id)
        .select_related("source__change", "basis")
        .first()
    )
    if translation is None:
        return
    source = translation.source
    snapshot_words = words_of_snapshot(source)
    live = _live(source) if count_unsynchronized_segments(source) else None
    basis = getattr(translation, "basis", None) or TranslationBasis(translation=translation)
    basis.words = sorted(snapshot_words)
    _compare(basis, words_of(live) if live else snapshot_words)
    basis.save()


def count_changed_segments(translation: Translation) -> int:
    """Number of source texts that changed since the translation was made."""
    basis = getattr(translation, "basis", None)
    return basis.changed_segments if basis else 0


def count_unsynchronized_segments(source: TranslationSource) -> int:
    """Number of texts of the published source that are not in the snapshot yet."""
    change = getattr(source, "change", None)
    return change.segments if change else 0


def _live(source: TranslationSource) -> Any:
    try:
        return current(source.get_source_instance())
    except ObjectDoesNotExist:
        return None


def _digest(path: str, words: str) -> str:
    return blake2b(f"{path}\0{words}".encode(), digest_size=8).hexdigest()


#: How ``TranslationBasis.words`` remembers a text at a place, for whoever compares with it.
digest = _digest


def _difference(one: set[str], other: set[str]) -> int:
    """Number of texts added, changed or removed."""
    return max(len(one - other), len(other - one))


def _compare(basis: TranslationBasis, current_words: set[str]) -> bool:
    """Update the change counters in memory. Returns True if they changed."""
    previous_count = basis.changed_segments
    basis.changed_segments = _difference(current_words, set(basis.words))
    basis.changed_since = (basis.changed_since or timezone.now()) if basis.changed_segments else None
    return basis.changed_segments != previous_count
