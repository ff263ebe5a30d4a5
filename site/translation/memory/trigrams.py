"""Trigrams of texts, for fuzzy matching on databases without trigram indexes.

A text gets a mark for each of its words and for each two and three of them in a row. Of a long text
those with the smallest digests are kept, so that two similar texts keep the same ones. A mark is a
digest of the languages and of the words: one index finds all texts that have it.
"""

from hashlib import blake2b

from translation.units.segment_text import PIECE

#: Marks that a text has at most.
MAX_GRAMS = 24
#: Up to how many words a text is short: parts of its words are marks too, so that a typing error is forgiven.
SHORT = 4
PART = 4
#: From how many words on single words say too little.
LONG = 12


def grams(key: str, source: int, target: int) -> list[int]:
    """The marks of a text.

    Args:
        key: the text as it is compared (``MemoryUnit.key``).
        source: the primary key of its locale.
        target: that of the locale it is translated into.
    """
    words = [match["word"] for match in PIECE.finditer(key) if match["word"]]
    sizes = (2, 3) if len(words) > LONG else (1, 2, 3)
    marks = {" ".join(words[at : at + size]) for size in sizes for at in range(len(words) - size + 1)}
    if len(words) <= SHORT:
        marks |= {word[at : at + PART] for word in words for at in range(len(word) - PART + 1)}
    if not marks:
        marks = {key}
    return sorted(_digest(f"{source}\0{target}\0{mark}") for mark in marks)[:MAX_GRAMS]


def _digest(mark: str) -> int:
    """A number that fits a signed column of eight bytes."""
    return int.from_bytes(blake2b(mark.encode(), digest_size=8).digest(), "big") >> 1
