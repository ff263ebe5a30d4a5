"""Plain text and words of segments.

wagtail-localize hands a segment over as a piece of HTML with inline tags, whose attributes it has put
aside (``<a id="a1">``); plain fields come as such a piece too, with ``<br/>`` for their line breaks.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

import snowballstemmer  # type: ignore[import-untyped]
from babel import Locale as BabelLocale

from core.vocabularies.collation import fold

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
#: A tag, an entity, a character of a script that is written without spaces, or a word.
PIECE = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;|(?P<word>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+)")
#: Two capitals or more, as in ODS, SDGs and UNFPA.
ACRONYM = re.compile(r"(?:[^\W\d_a-z]{2,}\d*)s?\Z")


def plain(text: str) -> str:
    """Plain text of a segment: without tags, entities decoded, line breaks as newlines."""
    return unescape(TAG.sub("", BREAK.sub("\n", text)))


def visible(text: str) -> Iterator[str]:
    """The characters of a plain text that leave something on paper."""
    return (
        char
        for char in text
        if "!" <= char <= "~" or (not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"})
    )


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing of a plain text."""
    return next(visible(text), None) is None


def comparable(text: str) -> str:
    """A text without regard to case, accents, kinds of spaces and of quotation marks."""
    return " ".join(fold(text).replace("’", "'").replace("“", '"').replace("”", '"').split())


@dataclass(frozen=True)
class SegmentWord:
    """A word of a segment with its place in it, and the forms under which it is found."""

    start: int
    end: int
    #: Its stem without accents, alike for «grupo» and «Grupos».
    stem: str
    #: The letters of an acronym, which is told from a word by its capitals; else empty.
    acronym: str = ""


def words(text: str, language: str) -> Iterator[SegmentWord]:
    """The words of a segment in a language (a BCP 47 tag); tags and entities are passed over."""
    stem = stemmer(language)
    for match in PIECE.finditer(text):
        if word := match["word"]:
            acronym = word.removesuffix("s") if ACRONYM.match(word) else ""
            yield SegmentWord(match.start(), match.end(), stem(word.casefold()), acronym)


class Stemmer:
    """Stems of one language; of a language that Snowball does not know, the words themselves."""

    def __init__(self, language: str) -> None:
        name = (BabelLocale.parse(language, sep="-").english_name or "").partition(" ")[0].lower()
        self._stemmer = snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None
        self._stems: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """The stem of a folded word, without its accents."""
        if word not in self._stems:
            if len(self._stems) > 50_000:
                self._stems.clear()
            self._stems[word] = comparable(self._stemmer.stemWord(word) if self._stemmer else word)
        return self._stems[word]


@cache
def stemmer(language: str) -> Stemmer:
    """The stemmer of a language tag, made once."""
    return Stemmer(language)
