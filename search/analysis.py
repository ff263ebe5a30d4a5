"""Text analysis: normalization, folding of accents and tokenization, the same for pages, queries and every database.

A word is composed (NFC), folded (case, accents, ñ too: what is typed without them is found, and :mod:`search.ranking`
puts what was typed with them first) and stemmed in its language. Folding comes before stemming, so that a word
has one stem however it is typed; :mod:`search.stemming` knows what Snowball needs for that.

A number in groups of three digits (*1.250.000*) is one word. Where its groups lie apart by plain spaces, and in words
with hyphens (*co-operation*), each part is a word and all of them together are one more, a compound.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain

from core.vocabularies import collation, goals
from search.stemming import stem_with_accents

#: Words that a question means nothing by, unless it consists of them.
_STOP_WORDS = {
    "es": "a al ante con contra cual de del desde donde e el en entre es esta este la las le lo los mas me mi ni no o "
    "para pero por que quien se sea segun ser si sin sobre son su sus tu un una unas uno unos y ya",
    "en": "a an and are as at be by do does for from has have how i if in into is it its me my no not of on or our so "
    "that the their this to was we were what when where which who why will with you your",
    "pt": "a ao aos as com como da das de do dos e em entre essa esse esta este eu foi ha isso ja mais mas me na nas "
    "nao nem no nos o os ou para pela pelas pelo pelos por qual que quem se sem seu seus ser sobre sua suas um uma",
    "fr": "a au aux avec c ce ces d dans de des du elle en est et eu il ils j je jusqu l la le les leur leurs lorsqu "
    "m mais me meme mes mon n ne nos notre nous on ou par pas plus pour puisqu qu que qui s sa sans se ses son "
    "sont sur t un une vos vous y",
}

#: What is seen nowhere, and is not a part of what somebody types: soft hyphens, places for breaks, byte order marks.
_INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")
#: Marks over letters that are no letters themselves, as Arabic vowel signs; what joins letters and keeps them apart.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\u200d"
#: Words where no underscores are. One class that begins with what most signs are is faster than what excludes some.
_WORD = re.compile(rf"\w[\w{_MARKS}]*")
#: What lies between groups of digits and can be nothing else: dots, commas, apostrophes, spaces that hold together.
GROUPING = ".,'\u2019\u066c\u00a0\u2007\u2009\u202f"
#: Hyphens within words; a soft one is not seen, and divides none.
HYPHENS = "\u2010\u2011\ufe63\uff0d-"
#: A number in groups of three digits, with one and the same sign between them.
_NUMBER = r"(?<![\w.,])(?!0)\d{1,3}(?P<gap>[%s])\d{3}(?:(?P=gap)\d{3})*(?!\d)"
#: A number in groups as one word, or a word.
_NUMBER_OR_WORD = re.compile(f"{_NUMBER % GROUPING}|{_WORD.pattern}")
#: Words of letters that hyphens join, and a number whose groups lie apart by plain spaces.
_SYLLABLE = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
_COMPOUND = re.compile(
    rf"(?<![\w{HYPHENS}]){_SYLLABLE}(?:[{HYPHENS}]{_SYLLABLE}){{1,3}}(?![\w{HYPHENS}])|{_NUMBER % ' '}"
)
#: Looked for first: most texts have neither numbers in groups nor compounds.
_GROUPED, _JOINED = re.compile(rf"\d[{GROUPING}]\d"), re.compile(rf"\w[{HYPHENS}]\w|\d \d")
#: A goal by its number: «ODS 5», «SDG13», «objetivo 16».
_GOAL = re.compile(r"\b(?:ods|sdgs?|odd|objetivo|objectif|goal)s?[ \u00a0]?(\d{1,2})\b", re.IGNORECASE)
#: Looked for first, by its digit, since it is found or not in a fraction of the time.
_GOALS_NUMBER = re.compile(r"\d(?<=[A-Za-z \u00a0]\d)")
#: The names of letters to which a sign was added: a stroke, a hook, a tail.
_WITH_SIGN = re.compile(r"LATIN SMALL LETTER ([A-Z]) WITH .*")
#: Signs that are letters elsewhere, or on another keyboard, of those that are typed.
_OTHER_LETTERS: dict[str, str | None] = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ـ": None,
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ı": "i",
    "ȷ": "j",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ĸ": "k",
    "ʼ": None,
}

#: Letters of a word that count.
LONGEST_WORD = 40
#: Words, as they are written, that are remembered with what they become.
CACHE_SIZE = 200_000


def base(tag: str) -> str:
    """The language of a tag: ``pt`` of ``pt-br``."""
    return tag.partition("-")[0].lower()


def _letters() -> dict[int, str | None]:
    """Letters that Unicode does not decompose, and what is typed for them: ``ø`` and ``đ`` by their names."""
    replacements: dict[int, str | None] = {}
    for code in chain(range(0x80, 0x2B0), range(0x1D00, 0x1F00), range(0x2C60, 0x2C80), range(0xA720, 0xA800)):
        match = _WITH_SIGN.fullmatch(unicodedata.name(chr(code), ""))
        if match and not unicodedata.decomposition(chr(code)):
            replacements[code] = match[1].lower()
    return replacements | str.maketrans(_OTHER_LETTERS)


def normalize(text: str) -> str:
    """Text in Unicode's composed form, without what can't be stored or is never seen."""
    for sign in _INVISIBLE:
        text = text.replace(sign, "")
    return unicodedata.normalize("NFC", text.replace("\x00", " "))


@lru_cache(maxsize=CACHE_SIZE)
def fold(word: str) -> str:
    """A word without case, accents and strokes: letters and European digits alone; empty where it has none."""
    if word.isascii() and word.isalnum():
        return word.lower()[:LONGEST_WORD]
    letters = collation.fold(word).translate(_LETTERS)
    # digits of any script as those of ASCII: ``٢`` and ``۲`` are 2
    ascii_digits = (str(unicodedata.decimal(letter, letter)) for letter in letters if letter.isalnum())
    return "".join(ascii_digits)[:LONGEST_WORD]


def join_goal_numbers(text: str) -> str:
    """Text in which a goal's name with its number is one word, the same in all languages."""
    return _GOAL.sub(_goal, text) if _GOALS_NUMBER.search(text) else text


def _goal(match: re.Match[str]) -> str:
    number = int(match[1])
    return f"sdg{number}" if 1 <= number <= len(goals.GOALS) else match[0]


def words(text: str) -> list[str]:
    """The words of a text as they are written. An apostrophe parts them, also the one that is a letter to Unicode."""
    separated = _split_underscores(join_goal_numbers(normalize(text)))
    if not _GROUPED.search(separated):
        return _WORD.findall(separated)
    return [match[0] for match in _NUMBER_OR_WORD.finditer(separated)]


def compounds(text: str) -> list[str]:
    """Compounds of adjacent words of a text: *co-operation*, *1 250 000*; as written."""
    separated = _split_underscores(normalize(text))
    return [match[0] for match in _COMPOUND.finditer(separated)] if _JOINED.search(separated) else []


def as_one(text: str) -> str:
    """A text in which each compound is written as one word: *cooperation*, *1250000*."""
    return _COMPOUND.sub(lambda match: fold(match[0]), text)


def terms(text: str) -> list[str]:
    """All by which a text is found: its words in their order, then its compounds."""
    return [*words(text), *compounds(text)]


def places(text: str, start: int = 0, stop: int | None = None) -> Iterator[re.Match[str]]:
    """Positions of the words of a text, or of a part of it."""
    return _NUMBER_OR_WORD.finditer(_split_underscores(text), start, len(text) if stop is None else stop)


def compound_places(text: str) -> Iterator[re.Match[str]]:
    """Positions of the compounds of a text."""
    separated = _split_underscores(text)
    return _COMPOUND.finditer(separated) if _JOINED.search(separated) else iter(())


def _split_underscores(text: str) -> str:
    """A text of the same length in which no underscore joins words, as it does for Python."""
    return text.replace("_", " ").replace("\u02bc", "'")


def fold_words(text: str) -> list[str]:
    """The words of a text, folded."""
    return list(filter(None, map(fold, words(text))))


@lru_cache(maxsize=CACHE_SIZE)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; ``language`` is what :func:`base` gives."""
    return fold(stem_with_accents(word, language)) or word


def stems(text: str, tag: str) -> list[str]:
    """The stems of a text in their order."""
    return stem_words(words(text), tag)


def stem_words(word_list: Iterable[str], tag: str) -> list[str]:
    """The stems of words as they are written, in their order."""
    return list(filter(None, map(_stems(base(tag)).__getitem__, word_list)))


class _Stems(dict[str, str]):
    """Words of a language as they are written, with their stems: looked up for each word of all that is indexed."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= CACHE_SIZE:
            self.clear()
        self[word] = value = stem(fold(word), self.language)
        return value


_stems = cache(_Stems)
_LETTERS = _letters()


def is_stop_word(word: str, tag: str) -> bool:
    """Whether a folded word says nothing in its language."""
    return word in _stop_words(base(tag))


def meaning(folded_words: Iterable[str], tag: str) -> list[str]:
    """The folded words that say something, all of them where none does."""
    all_words = list(folded_words)
    return [word for word in all_words if not is_stop_word(word, tag)] or all_words


def query_key(query: str, tag: str) -> str:
    """Normal form shared by queries of the same meaning: their stems in alphabetical order."""
    language = base(tag)
    return " ".join(sorted({stem(word, language) for word in meaning(fold_words(query), tag)}))


def telling(stems: Iterable[str], tag: str) -> list[str]:
    """The stems that say something."""
    stop_stems = _stop_stems(base(tag))
    return [stem for stem in stems if stem not in stop_stems]


@cache
def _stop_stems(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in _stop_words(language))


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(_STOP_WORDS.get(language, "").split())
