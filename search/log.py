"""Search log: words, language, number of results. No personal data."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from search.models import QueryCount
from search.query_parser import clean_query

if TYPE_CHECKING:
    from search.engine import SearchResults

#: Characters of a question that are kept: nobody's letters.
LONGEST = 80
#: Positions further down are not told apart.
LAST_PLACE = 1000
#: Digits, with what people write between those of a telephone number; how many may stand together, and so apart.
_RUN = re.compile(r"\d(?:[\s().+–-]{0,3}\d)*")
LONGEST_NUMBER, LONGEST_RUN = 5, 6
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Letters and digits without a gap, and how long they may be.
_TOKEN, LONGEST_TOKEN = re.compile(r"[^\W_]+"), 9
#: A word with a short number or a year of this century at its end is a word: "agenda2030".
_WORD_WITH_NUMBER = re.compile(r"[^\W\d_]+(?:\d\d?|20\d\d)")


def worth_keeping(query: str) -> str:
    """A question as it is kept, in small letters; empty where it may tell of a person.

    Left out is what has

    - an ``@``, as addresses and names of accounts have;
    - six digits together, or seven with blanks, dots, brackets, plus signs or dashes between them, as numbers of
      telephones, identity cards and bank accounts have; years that follow each other are none;
    - ten and more letters and digits mixed, as numbers of passports, insurances and taxpayers are; a word that
      ends in a short number or a year is none.

    All that was typed is looked at, not only what would be kept. Names alone are kept: nothing tells those of people
    from those of places and laws.
    """
    words = clean_query(query).lower()
    return "" if _may_be_personal(words) else words[:LONGEST].strip()


def _may_be_personal(words: str) -> bool:
    return (
        "@" in words
        or any(map(_is_number, _RUN.findall(words)))
        or any(len(token) > LONGEST_TOKEN and _is_mixed(token) for token in _TOKEN.findall(words))
    )


def _is_number(run: str) -> bool:
    groups = re.findall(r"\d+", run)
    if all(map(_YEAR.fullmatch, groups)) and groups == sorted(groups):
        return False
    return max(map(len, groups)) > LONGEST_NUMBER or sum(map(len, groups)) > LONGEST_RUN


def _is_mixed(token: str) -> bool:
    return any(map(str.isdigit, token)) and any(map(str.isalpha, token)) and not _WORD_WITH_NUMBER.fullmatch(token)


def record_search(results: "SearchResults") -> None:
    """Count a search on its first, unfiltered results page. One query, two the first time."""
    params = results.params
    if results.interpreter.is_empty or params.is_filtered or params.page_number > 1 or not params.is_default_order:
        return
    query = worth_keeping(params.words)
    if not query:
        return
    row = {"day": timezone.localdate(), "language": params.locale.language_code, "query": query}
    hits = 0 if results.corrected_query else results.total
    if QueryCount.objects.filter(**row).update(number=F("number") + 1, hits=hits):
        return
    try:
        with transaction.atomic():
            QueryCount.objects.create(**row, number=1, hits=hits)
    except IntegrityError:  # somebody else asked it first in this moment
        QueryCount.objects.filter(**row).update(number=F("number") + 1, hits=hits)


def count_click(query: str, language: str, place: str) -> None:
    """Count a result that was followed, at a position from 1.

    What editors promote has the position 0 and is not counted: it says nothing of how well the others are ordered.
    Of what nobody has asked today, nothing is counted either.
    """
    if not (place.isascii() and place.isdigit() and len(place) <= len(str(LAST_PLACE)) and int(place)):
        return
    rows = QueryCount.objects.filter(day=timezone.localdate(), language=language, query=worth_keeping(query))
    rows.filter(clicks__lt=F("number") * 10).update(clicks=F("clicks") + 1, places=F("places") + int(place))


def forget_old() -> int:
    """Delete what is older than ``SEARCH_LOG_DAYS``."""
    before = timezone.localdate() - timedelta(days=settings.SEARCH_LOG_DAYS)
    count, _by_model = QueryCount.objects.filter(day__lt=before).delete()
    return count
