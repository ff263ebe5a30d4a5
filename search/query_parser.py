"""Parse a query: words, quoted phrases, exclusions."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from search import analysis

#: Characters of a query that are read, and words. Nobody types more, and no database need search for more.
LONGEST_QUERY, MOST_TERMS = 200, 12

_QUOTES = re.compile("[“”„‟«»＂]")
_TERM = re.compile(r'(?:(?<=\s)|^)([-−–]?)(?:"([^"]*)"|(\S+))')
#: What an apostrophe ties to a word and says nothing: French elisions, the English possessive.
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=\w)|(?<=\w)['’ʼ]s\b", re.IGNORECASE)
#: A word and a number with a sign between them: perhaps a goal.
_WORD_AND_NUMBER = re.compile(r"\b([^\W\d_]+)[-‐‑–/](\d{1,2})\b")


@dataclass(frozen=True)
class QueryTerm:
    """A word, or a phrase where it is quoted or excluded. ``words`` are folded, ``text`` is how it was typed.

    ``compound``: the folded words where compounds are written as one, empty where it has none.
    """

    words: tuple[str, ...]
    text: str
    is_quoted: bool = False
    is_excluded: bool = False
    compound: tuple[str, ...] = ()


def clean_query(text: str) -> str:
    """Clean a query: one line of at most ``LONGEST_QUERY`` printable characters, composed.

    Signs without width, such as soft hyphens, come along when words are copied, and divide none.
    """
    characters = (each for each in text[:LONGEST_QUERY] if unicodedata.category(each) != "Cf")
    printable = "".join(each if each.isprintable() else " " for each in characters)
    return " ".join(analysis.normalize(printable).split())


def parse(query: str, tag: str) -> list[QueryTerm]:
    """The terms of a query. Words that say nothing are left out unless they are quoted or there are no others."""
    terms: list[QueryTerm] = []
    text = analysis.join_goal_numbers(_WORD_AND_NUMBER.sub(_goal, _QUOTES.sub('"', query)))
    compounds = _compounds(text)
    for sign, phrase, word in _TERM.findall(text):
        if phrase or sign:
            terms += _phrase(phrase or word.replace('"', " ").strip(), quoted=bool(phrase), excluded=bool(sign))
        else:
            terms += _split_terms(word, compounds)
    terms = terms[:MOST_TERMS]
    positive = [term for term in terms if not term.is_excluded]
    significant = [
        term for term in positive if term.is_quoted or not all(analysis.is_stop_word(word, tag) for word in term.words)
    ]
    required = significant or positive
    return [term for term in terms if term.is_excluded or term in required]


def pieces(text: str) -> list[str]:
    """The folded words that a word seems to be made of, by its capitals and digits: ``ONUMujeres``, ``agenda2030``."""
    boundaries = [place for place in range(1, len(text)) if _begins(text, place)]
    ends = zip([0, *boundaries], [*boundaries, len(text)], strict=True)
    return list(filter(None, (analysis.fold(text[start:stop]) for start, stop in ends)))


def _begins(text: str, place: int) -> bool:
    """Whether a word seems to begin within another."""
    before, letter, after = text[place - 1], text[place], text[place + 1 : place + 2]
    if before.isdigit() != letter.isdigit():
        return True
    return letter.isupper() and (before.islower() or after.islower())


def _goal(match: re.Match[str]) -> str:
    goal_words = analysis.join_goal_numbers(f"{match[1]} {match[2]}")
    return match[0] if " " in goal_words else goal_words


def _phrase(phrase: str, *, quoted: bool, excluded: bool) -> list[QueryTerm]:
    """Words that have to follow one another."""
    text = phrase if quoted else _ELISION.sub("", phrase)
    words, compound = tuple(analysis.fold_words(text)), tuple(analysis.fold_words(analysis.as_one(text)))
    return [QueryTerm(words, phrase, quoted, excluded, compound if compound != words else ())] if words else []


def _split_terms(text: str, compounds: Mapping[str, str]) -> list[QueryTerm]:
    """Words that a sign joins are looked for each, as if there were a space; and as the compound that they make."""
    return [
        QueryTerm((word,), each, compound=(compounds[each],) if each in compounds else ())
        for each in analysis.words(_ELISION.sub("", text))
        if (word := analysis.fold(each))
    ]


def _compounds(query: str) -> Mapping[str, str]:
    """The words of compounds, each with its compound, folded."""
    compound_words = analysis.compounds(_ELISION.sub("", query))
    return {word: analysis.fold(compound) for compound in compound_words for word in analysis.words(compound)}
