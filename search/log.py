"""Taking note of what people look for: the words, the language, how many results. Nothing of who they are."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from search.models import Asked
from search.reading import asked

if TYPE_CHECKING:
    from search.engine import SearchAnswer

#: Characters of a question that are kept: nobody's letters.
LONGEST = 80
#: Positions further down are not told apart.
LAST_PLACE = 1000
#: What may be somebody's address or number is not written down.
_PERSONAL = re.compile(r"@|(?:\d[\s().+-]?){7}")


def worth_keeping(query: str) -> str:
    """A question as it is kept, in small letters; empty where it may tell of a person."""
    words = asked(query).lower()[:LONGEST].strip()
    return "" if _PERSONAL.search(words) else words


def note(answer: "SearchAnswer") -> None:
    """Count a question that somebody typed: at the first leaf, before it is narrowed. One query, two the first time."""
    question = answer.question
    if answer.interpreter.is_empty or question.is_narrowed or question.leaf > 1 or not question.is_usual_order:
        return
    query = worth_keeping(question.words)
    if not query:
        return
    row = {"day": timezone.localdate(), "language": question.locale.language_code, "query": query}
    hits = 0 if answer.corrected else answer.total
    if Asked.objects.filter(**row).update(number=F("number") + 1, hits=hits):
        return
    try:
        with transaction.atomic():
            Asked.objects.create(**row, number=1, hits=hits)
    except IntegrityError:  # somebody else asked it first in this moment
        Asked.objects.filter(**row).update(number=F("number") + 1, hits=hits)


def note_followed(query: str, language: str, place: str) -> None:
    """Count a result that was followed, at a position from 1; of what nobody has asked today, nothing is counted."""
    if not (place.isascii() and place.isdigit() and len(place) <= len(str(LAST_PLACE))):
        return
    rows = Asked.objects.filter(day=timezone.localdate(), language=language, query=worth_keeping(query))
    rows.filter(clicks__lt=F("number") * 10).update(clicks=F("clicks") + 1, places=F("places") + int(place))


def forget_old() -> int:
    """Delete what is older than ``SEARCH_LOG_DAYS``."""
    before = timezone.localdate() - timedelta(days=settings.SEARCH_LOG_DAYS)
    deleted, _by_model = Asked.objects.filter(day__lt=before).delete()
    return deleted
