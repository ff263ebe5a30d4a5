"""Text of files in the index, and the pages of files that match."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache, reduce
from itertools import pairwise
from operator import add
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber

from core.documents.models import DocumentText
from search import analysis
from search.expression import Clause

#: Pages of a file that are looked through, and those of them that are read because they seem to say most.
MOST_PAGES, MOST_READ = 500, 10
#: Clauses of a question that are looked for, and letters of a word.
MOST_CLAUSES, MOST_LETTERS = 4, 12
#: A word that is divided at the end of a line, after its first part.
_BREAK = "[-\u2010\u00ad]\\s*\\n\\s*"
_LINE_BREAK_HYPHEN = re.compile(_BREAK)
#: Where letters lie that are others without their accents.
_ACCENTED = (range(0x80, 0x250), range(0x370, 0x530), range(0x600, 0x700), range(0x966, 0x970), range(0xFF10, 0xFF1A))
#: What may lie between two letters of a word: a hyphen, also where the line ends; and between two digits of a number.
_BETWEEN_LETTERS = f"(?:[\u00ad{analysis.HYPHENS}](?:\\s*\\n\\s*)?)?"
_BETWEEN_DIGITS = f"[{analysis.GROUPING} ]?"


def join_hyphenated_lines(text: str) -> str:
    """Text without the hyphens at the ends of its lines: what goes on in small letters is one word."""
    return _LINE_BREAK_HYPHEN.sub(_join, text)


def _join(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() : match.end() + 1]
    return "" if before.isalpha() and after.islower() else match[0]


def telling_pages(documents: Collection[int], clauses: Iterable[Clause], language: str) -> list[DocumentText]:
    """Best matching pages of each file, in their order. One query.

    The database knows no stems: whoever asks has to look whether a page says more than how a word begins.
    """
    patterns = [_pattern(clause, language) for clause in list(clauses)[:MOST_CLAUSES]]
    cases: list[Any] = [
        Case(When(text__regex=pattern, then=Value(1)), default=Value(0), output_field=IntegerField())
        for pattern in patterns
    ]
    rows = DocumentText.objects.filter(document__in=documents, page__lte=MOST_PAGES)
    place = Window(RowNumber(), partition_by="document_id", order_by=[F("said").desc(), F("page").asc()])
    text_pages = rows.annotate(said=reduce(add, cases)).filter(said__gt=0).annotate(place=place)
    return list(text_pages.filter(place__lte=MOST_READ).select_related("document").order_by("document_id", "page"))


def _pattern(clause: Clause, language: str) -> str:
    """Prefix pattern of a clause's words, as both databases understand it."""
    stems = {stem for part in clause.parts for stem in analysis.telling(part.stems, language) or part.stems}
    query_words = analysis.meaning(analysis.fold_words(clause.text), language)
    return "|".join(_beginning(start) for start in sorted({_start(word) for word in (*stems, *query_words)}))


def _start(word: str) -> str:
    """Common beginning of the words of a stem; the last letter may differ."""
    return (word[:-1] if len(word) > 3 and word.isalpha() else word)[:MOST_LETTERS]


def _beginning(start: str) -> str:
    """The first letter comes first, as it is found in no time; only then is it looked whether a word begins there."""
    first, *rest = [f"[{_letter_variants()[letter] or letter}]" for letter in start]
    # Arabic writes its article and some prepositions together with the word.
    boundary = "" if "\u0600" <= start[0] <= "\u06ff" else f"(?<!\\w{first})"
    between = [_BETWEEN_DIGITS if digits.isdigit() else _BETWEEN_LETTERS for digits in map("".join, pairwise(start))]
    return first + boundary + "".join(map("".join, zip(between, rest, strict=True)))


@cache
def _letter_variants() -> defaultdict[str, str]:
    """The letters that are the same one without case and accents."""
    letters = [chr(code) for code_range in (range(0x80), *_ACCENTED) for code in code_range]
    variants: defaultdict[str, str] = defaultdict(str)
    for letter in letters:
        if letter.isalnum():
            variants[analysis.fold(letter)] += letter
    return variants
