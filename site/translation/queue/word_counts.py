"""Words left to translate: new, changed and reused."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from wagtail_localize.models import StringSegment, StringTranslation, Translation

_WORD = re.compile(r"\w[\w'’-]*")


@dataclass
class WordCounts:
    """Words of the source's texts.

    ``new``: nothing of the kind was translated before. ``changed``: the place had another text,
    whose translation is there to begin with. ``reused``: translated already, here or elsewhere.
    """

    new: int = 0
    changed: int = 0
    reused: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.changed + self.reused


def words_in(text: str) -> int:
    """Number of words in a text, without markup."""
    return len(_WORD.findall(unescape(strip_tags(text))))


def count(translations: Iterable[Translation]) -> dict[int, WordCounts]:
    """The words of some translations, by primary key. Three queries."""
    rows = list(translations)
    sources = {row.source_id for row in rows}
    locales = {row.target_locale_id for row in rows}
    segments = defaultdict(list)
    source_segments = StringSegment.objects.filter(source__in=sources)
    for source, string, context, text in source_segments.values_list(
        "source_id", "string_id", "context_id", "string__data"
    ):
        segments[source].append((string, context, words_in(text)))
    texts = StringTranslation.objects.filter(locale__in=locales, has_error=False)
    same_place = set(
        texts.filter(context__in=source_segments.order_by().values("context")).values_list(
            "translation_of_id", "context_id", "locale_id"
        )
    )
    elsewhere = set(
        texts.filter(translation_of__in=source_segments.order_by().values("string"))
        .order_by()
        .values_list("translation_of_id", "locale_id")
        .distinct()
    )
    return {row.pk: _count(segments[row.source_id], row.target_locale_id, same_place, elsewhere) for row in rows}


def _count(
    segments: list[tuple[int, int, int]],
    locale: int,
    same_place: set[tuple[int, int, int]],
    elsewhere: set[tuple[int, int]],
) -> WordCounts:
    current = {(string, context) for string, context, _words in segments}
    left_over = {context for string, context, of in same_place if of == locale and (string, context) not in current}
    words = WordCounts()
    for string, context, number in segments:
        if (string, context, locale) in same_place or (string, locale) in elsewhere:
            words.reused += number
        elif context in left_over:
            words.changed += number
        else:
            words.new += number
    return words
