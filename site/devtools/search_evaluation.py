"""Evaluate search results by judged queries.

The judgements lie under ``tests/search/judgements``, a file a language: a kind, a question, and pages with grades
from 1 to 3, each page by the end of the path of its Spanish version. They are over the demo content.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils import translation
from django.utils.http import urlencode
from wagtail.models import Locale, Page

from search.engine import SearchResults
from search.params import parse_params

#: Results that count.
DEPTH = 10


@dataclass(frozen=True)
class Judgement:
    """A question, what kind it is of, and the grades of the pages that answer it."""

    kind: str
    query: str
    grades: Mapping[UUID, int]


@dataclass(frozen=True)
class Score:
    """Score of one query: the reciprocal rank of the first page with the best grade, and the normalized gain."""

    judgement: Judgement
    reciprocal_rank: float
    gain: float


def judgements(file: Path) -> Iterator[Judgement]:
    """Judgements of a file about existing pages.

    Raises:
        ValueError: a page is not there, or its path ends like another one's.
    """
    paths = dict(Page.objects.filter(locale__language_code="es").values_list("url_path", "translation_key"))
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, query, pages = line.split("\t")
            yield Judgement(kind, query, dict(_grade(part, paths) for part in pages.split()))


def _grade(part: str, paths: Mapping[str, UUID]) -> tuple[UUID, int]:
    key, _, grade = part.rpartition("=")
    keys = [translation_key for path, translation_key in paths.items() if path.endswith(f"/{key}/")]
    if len(keys) != 1:
        raise ValueError(f"There are {len(keys)} pages at {key}.")
    return keys[0], int(grade)


def score(judgement: Judgement, locale: Locale) -> Score:
    """Score of the search for a query."""
    with translation.override(locale.language_code):
        results = SearchResults(parse_params(locale, QueryDict(urlencode({"q": judgement.query}))))
        grades_of_results = [judgement.grades.get(entry.translation_key, 0) for entry in results.results_page][:DEPTH]
    best = max(judgement.grades.values())
    rank = next((1 / place for place, grade in enumerate(grades_of_results, start=1) if grade == best), 0.0)
    ideal = _gain(sorted(_in_language(judgement, locale), reverse=True)[:DEPTH])
    return Score(judgement, rank, _gain(grades_of_results) / ideal if ideal else 0.0)


def _in_language(judgement: Judgement, locale: Locale) -> list[int]:
    pages = Page.objects.live().filter(locale=locale, alias_of=None, translation_key__in=judgement.grades)
    return [judgement.grades[key] for key in pages.values_list("translation_key", flat=True)]


def _gain(grades: list[Any]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))
