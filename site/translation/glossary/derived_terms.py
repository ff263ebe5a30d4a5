"""Derived terms: names that the platform already has in several languages, such as goals and entities.

They are read along with the written ones and stand in no table, so that they can't grow old there. A
written term of the same words takes their place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail.models import Locale

from core.vocabularies.goals import GOALS
from translation.glossary.models import GlossaryTerm


@dataclass(frozen=True)
class DerivedTerm:
    """A term and its translation. Only an ``is_binding`` one is required of translators."""

    term: str
    translation: str
    note: str = ""
    is_binding: bool = True


#: Gives the terms of a source and a target language.
Source = Callable[[Locale, Locale], Iterable[DerivedTerm]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Register an app's names as terms."""
    if source not in _sources:
        _sources.append(source)


def goal_titles(source: Locale, target: Locale) -> Iterable[DerivedTerm]:
    """The short titles of the goals; proposed only, since some are words of every day."""
    for goal in GOALS:
        term, translation = goal.title(source.language_code), goal.title(target.language_code)
        if term and translation:
            yield DerivedTerm(term, translation, f"SDG {goal.number}", is_binding=False)


register(goal_titles)


def derived_terms(source: Locale, target: Locale, terms: Iterable[GlossaryTerm]) -> list[GlossaryTerm]:
    """Terms of a pair of languages derived from the platform's data, unsaved; their primary keys are negative."""
    existing = {term.source_term.casefold() for term in terms}
    candidates = [one for give in _sources for one in give(source, target) if one.term.casefold() not in existing]
    return [
        GlossaryTerm(
            pk=-number,
            source_locale=source,
            target_locale=target,
            source_term=one.term,
            target_term=one.translation,
            note=one.note,
            status=GlossaryTerm.Status.APPROVED if one.is_binding else GlossaryTerm.Status.PROPOSED,
        )
        for number, one in enumerate(dict.fromkeys(candidates), start=1)
    ]
