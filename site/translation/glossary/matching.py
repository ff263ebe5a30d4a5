"""Find glossary terms in a text, by stems, longest match first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Generic, TypeVar

from django.core.cache import cache
from wagtail.models import Locale

from translation.glossary.derived_terms import derived_terms
from translation.glossary.models import GlossaryTerm
from translation.units.segment_text import SegmentWord, words

#: For how long a process may work with terms that another one has changed, in seconds.
CACHE_SECONDS = 60

T = TypeVar("T")


@dataclass(frozen=True)
class TermMatch:
    """A term in a text: ``text[start:end]`` is how it stands there."""

    start: int
    end: int
    term: GlossaryTerm


class Phrases(Generic[T]):
    """Phrases of one language, found in texts without looking at each."""

    def __init__(self, language: str, phrases: Iterable[tuple[str, T]]) -> None:
        self._language = language
        self._by_first: dict[str, list[tuple[list[SegmentWord], T]]] = defaultdict(list)
        for phrase, meaning in phrases:
            phrase_words = list(words(phrase, language))
            if phrase_words:
                self._by_first[_key(phrase_words[0])].append((phrase_words, meaning))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, text: str) -> list[tuple[int, int, T]]:
        """Positions of phrases in a text, in its order; a longer one hides those inside it."""
        text_words = list(words(text, self._language))
        result: list[tuple[int, int, T]] = []
        at = 0
        while at < len(text_words):
            length = 0
            for phrase_words, meaning in self._candidates(text_words[at]):
                if len(phrase_words) >= length and _stands(phrase_words, text_words[at : at + len(phrase_words)]):
                    length = len(phrase_words)
                    result.append((text_words[at].start, text_words[at + length - 1].end, meaning))
            at += length or 1
        return result

    def _candidates(self, word: SegmentWord) -> Iterable[tuple[list[SegmentWord], T]]:
        candidates = self._by_first.get(word.stem, [])
        if word.acronym:
            candidates = sorted(
                [*candidates, *self._by_first.get(f"={word.acronym}", [])], key=lambda one: -len(one[0])
            )
        return candidates


class Glossary:
    """The terms of one pair of languages that are in use, read once."""

    def __init__(self, source: str, target: str, terms: Sequence[GlossaryTerm]) -> None:
        self.terms = terms
        self._source = Phrases(source, [(term.source_term, term) for term in terms])
        self._target = Phrases(target, [(term.target_term, term.pk) for term in terms])
        self._forbidden = Phrases(
            target, [(variant, (term.pk, variant)) for term in terms for variant in term.variants]
        )

    def find_terms(self, text: str) -> list[TermMatch]:
        """The terms in a source text, in its order."""
        return [TermMatch(*one) for one in self._source.find(text)]

    def find_translations(self, text: str) -> dict[int, list[tuple[int, int]]]:
        """Terms whose translations occur in a translated text, with their positions, by primary key."""
        places = defaultdict(list)
        for start, end, key in self._target.find(text):
            places[key].append((start, end))
        return dict(places)

    def find_forbidden(self, text: str) -> list[tuple[int, int, int, str]]:
        """Forbidden translations in a translated text: start, end, the term's primary key, the variant."""
        return [(start, end, *meaning) for start, end, meaning in self._forbidden.find(text)]


#: What this process has read, with the mark that the cache had then.
_read: dict[tuple[int, int], tuple[str, Glossary]] = {}


def glossary(source_locale: Locale, target_locale: Locale) -> Glossary:
    """The glossary of a pair of languages. No query where it was read within the last minute.

    The cache holds only a mark, which a changed term takes away: a whole glossary takes longer to
    get out of it than all texts of a page to be searched.
    """
    pair = (source_locale.pk, target_locale.pk)
    name = cache_name(*pair)
    mark: str | None = cache.get(name)
    if mark is not None and pair in _read and _read[pair][0] == mark:
        return _read[pair][1]
    mark = token_hex(8)
    cache.set(name, mark, CACHE_SECONDS)
    terms = list(
        GlossaryTerm.objects.filter(source_locale=source_locale, target_locale=target_locale).exclude(
            status=GlossaryTerm.Status.RETIRED
        )
    )
    terms += derived_terms(source_locale, target_locale, terms)
    result = Glossary(source_locale.language_code, target_locale.language_code, terms)
    _read[pair] = (mark, result)
    return result


def cache_name(source: int, target: int) -> str:
    """Under what a pair's glossary is kept."""
    return f"glossary:{source}:{target}"


def _key(word: SegmentWord) -> str:
    return f"={word.acronym}" if word.acronym else word.stem


def _stands(phrase_words: Sequence[SegmentWord], text_words: Sequence[SegmentWord]) -> bool:
    return len(phrase_words) == len(text_words) and all(
        word.acronym == other.acronym if word.acronym else word.stem == other.stem
        for word, other in zip(phrase_words, text_words, strict=True)
    )
