"""Reading what somebody typed: words, quoted phrases, and what they don't want."""

import re
from dataclasses import dataclass

from search import analysis

#: Characters of a query that are read, and words. Nobody types more, and no database need search for more.
LONGEST_QUERY, MOST_TERMS = 200, 12

_QUOTES = re.compile("[“”„‟«»＂]")
_TERM = re.compile(r'(?:(?<=\s)|^)([-−–]?)(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True)
class Term:
    """A word or phrase. ``words`` are folded, ``written`` is how it was typed."""

    words: tuple[str, ...]
    written: str
    quoted: bool = False
    excluded: bool = False


def asked(text: str) -> str:
    """What somebody looks for: one line of at most ``LONGEST_QUERY`` printable characters, composed."""
    printable = "".join(each if each.isprintable() else " " for each in text[:LONGEST_QUERY])
    return " ".join(analysis.composed(printable).split())


def read(query: str, tag: str) -> list[Term]:
    """The terms of a query. Words that say nothing are left out unless they are quoted or there are no others."""
    terms: list[Term] = []
    for sign, phrase, word in _TERM.findall(analysis.numbered(_QUOTES.sub('"', query))):
        written = phrase or word.replace('"', " ").strip()
        words = tuple(analysis.folded(written))
        if words and len(terms) < MOST_TERMS:
            terms.append(Term(words, written, quoted=bool(phrase), excluded=bool(sign)))
    wanted = [term for term in terms if not term.excluded]
    telling = [term for term in wanted if term.quoted or not _says_nothing(term, tag)]
    kept = telling or wanted
    return [term for term in terms if term.excluded or term in kept]


def _says_nothing(term: Term, tag: str) -> bool:
    return all(analysis.is_stop_word(word, tag) for word in term.words)
