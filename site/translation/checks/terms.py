"""Check of glossary terms: the agreed translation is used, a forbidden one is not."""

from wagtail.models import Locale

from translation.checks.finding import Finding, warning
from translation.glossary.matching import TermMatch, glossary
from translation.glossary.models import GlossaryTerm


def findings(source: str, target: str, source_locale: Locale, target_locale: Locale) -> list[Finding]:
    """Agreed terms of the source that the translation lacks, and forbidden translations that it has."""
    terms = glossary(source_locale, target_locale)
    source_terms = [match for match in terms.find_terms(source) if match.term.status == GlossaryTerm.Status.APPROVED]
    if not source_terms:
        return []
    target_places = terms.find_translations(target)
    return [
        *_missing(source_terms, target_places),
        *_forbidden_findings(source_terms, terms.find_forbidden(target), target_places),
    ]


def unchanged_terms(text: str, source_locale: Locale, target_locale: Locale) -> list[TermMatch]:
    """The terms in a text that are the same in both languages, in the text's order, none inside another."""
    matches = glossary(source_locale, target_locale).find_terms(text)
    same = {(one.start, one.end): one for one in matches if one.term.source_term == one.term.target_term}
    return list(same.values())


def _missing(source_terms: list[TermMatch], target_places: dict[int, list[tuple[int, int]]]) -> list[Finding]:
    """One finding a term; any of its agreed translations will do."""
    translations: dict[str, list[GlossaryTerm]] = {}
    for match in source_terms:
        terms = translations.setdefault(match.term.source_term, [])
        if match.term not in terms:
            terms.append(match.term)
    return [
        warning("term_missing", term=term, target=" / ".join(one.target_term for one in terms))
        for term, terms in translations.items()
        if not any(one.pk in target_places for one in terms)
    ]


def _forbidden_findings(
    source_terms: list[TermMatch],
    misused: list[tuple[int, int, int, str]],
    target_places: dict[int, list[tuple[int, int]]],
) -> list[Finding]:
    terms = {match.term.pk: match.term for match in source_terms}
    spans = [place for places in target_places.values() for place in places]
    by_variant = {
        (key, variant): warning(
            "term_forbidden", term=terms[key].source_term, target=terms[key].target_term, used=variant
        )
        for start, end, key, variant in misused
        if key in terms and not any(first <= start and end <= last for first, last in spans)
    }
    return list(by_variant.values())
