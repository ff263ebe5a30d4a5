"""Candidates for fuzzy matches: a limited number, whatever the size of the memory."""

from collections import defaultdict

from django.db import connection

from translation.memory.trigrams import MAX_GRAMS, grams

#: How many texts are compared word by word in the end.
MAX_COMPARISONS = 40
#: How many texts are read for one mark at most; the newest ones.
POSTINGS = 50
#: The most rows that one search reads from the index of marks.
MAX_ROWS = MAX_GRAMS * POSTINGS


def candidates(key: str, source: int, target: int) -> list[int]:
    """Primary keys of memory units whose texts may be similar to ``key``, the likeliest first. One query.

    Args:
        key: the text as it is compared (``MemoryUnit.key``).
        source: the primary key of its locale.
        target: that of the locale it is to be translated into.
    """
    if connection.vendor == "postgresql":
        return _by_trigrams(key, source, target)
    return _by_marks(key, source, target)


def _by_trigrams(key: str, source: int, target: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM translation_memory_memoryunit"
            " WHERE key %% %s AND source_locale_id = %s AND target_locale_id = %s"
            " ORDER BY similarity(key, %s) DESC, id DESC LIMIT %s",
            [key, source, target, key, MAX_COMPARISONS],
        )
        return [row[0] for row in cursor.fetchall()]


def postings(marks: list[int]) -> list[tuple[int, int]]:
    """Newest units of each trigram, as pairs of trigram and unit: at most ``MAX_ROWS``."""
    one = (
        "SELECT gram, unit_id FROM"
        " (SELECT gram, unit_id FROM translation_memory_memorygram WHERE gram = %s ORDER BY unit_id DESC LIMIT %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(marks)), [value for mark in marks for value in (mark, POSTINGS)])
        return list(cursor.fetchall())


def _by_marks(key: str, source: int, target: int) -> list[int]:
    units_by_mark: dict[int, list[int]] = defaultdict(list)
    for mark, unit in postings(grams(key, source, target)):
        units_by_mark[mark].append(unit)
    weights: dict[int, float] = defaultdict(float)
    for units in units_by_mark.values():
        for unit in units:
            weights[unit] += 1 / len(units)
    return sorted(weights, key=lambda unit: (-weights[unit], -unit))[:MAX_COMPARISONS]
