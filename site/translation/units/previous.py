"""Previous version of a unit: the source text before it changed, and its translation then."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio
from wagtail_localize.models import StringTranslation

from translation.sources.changes import digest

#: How alike, of 100, an earlier paragraph must be to count as the one that was changed. Two paragraphs on different
#: things reach 40 by their letters alone: more than half of all pairs of the demo's do, and nearly every new paragraph
#: would be given a previous version that it has nothing to do with. Less than one of three hundred pairs reaches 60,
#: while a paragraph of which half the words were replaced stays above it.
ALIKE = 60


class Previous(NamedTuple):
    """A source text and its translation, both as they are stored."""

    source: str
    target: str


def previous_of(
    path: str,
    source: str,
    earlier: Sequence[StringTranslation],
    basis: Collection[str],
    *,
    is_rich: bool,
    is_only: bool,
) -> Previous | None:
    """The previous version of a text, if that was translated.

    A place without formatting holds one text, so what was there became it. A rich text holds many, of which the
    likest is taken, unless there was one and is one.

    Args:
        path: the content path of its place.
        source: the text.
        earlier: translations of texts that stood at this place and no longer do, loaded with these texts.
        basis: digests of the texts that the translation was last made from; those count first.
        is_rich: whether the place has formatting, and may hold many texts.
        is_only: whether the place holds this text alone.
    """
    usable = [row for row in earlier if not row.has_error]
    last = [row for row in usable if digest(path, row.translation_of.data) in basis] or usable
    if not last:
        return None
    if not is_rich or (is_only and len(last) == 1):
        candidate = max(last, key=lambda row: (row.updated_at, row.pk))
    else:
        candidate = max(last, key=lambda row: (ratio(row.translation_of.data, source), row.updated_at, row.pk))
        if ratio(candidate.translation_of.data, source) < ALIKE:
            return None
    return Previous(candidate.translation_of.data, candidate.data)
