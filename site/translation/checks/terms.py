"""The glossary's terms in a translation."""

from wagtail.models import Locale

from translation.checks.finding import Finding, warning
from translation.glossary.matching import TermFound, glossary
from translation.glossary.models import GlossaryTerm


def findings(source: str, target: str, source_locale: Locale, target_locale: Locale) -> list[Finding]:
    """Agreed terms of the source that the translation lacks, and forbidden translations that it has."""
    agreed = glossary(source_locale, target_locale)
    there = [found for found in agreed.found(source) if found.term.status == GlossaryTerm.Status.APPROVED]
    if not there:
        return []
    used = agreed.used(target)
    return [*_missing(there, used), *_forbidden(there, agreed.misused(target), used)]


def kept(text: str, source_locale: Locale, target_locale: Locale) -> list[TermFound]:
    """The terms in a text that are the same in both languages, in the text's order, none inside another."""
    found = glossary(source_locale, target_locale).found(text)
    same = {(one.start, one.end): one for one in found if one.term.source_term == one.term.target_term}
    return list(same.values())


def _missing(there: list[TermFound], used: dict[int, list[tuple[int, int]]]) -> list[Finding]:
    """One finding a term; any of its agreed translations will do."""
    translations: dict[str, list[GlossaryTerm]] = {}
    for found in there:
        terms = translations.setdefault(found.term.source_term, [])
        if found.term not in terms:
            terms.append(found.term)
    return [
        warning("term_missing", term=term, target=" / ".join(one.target_term for one in terms))
        for term, terms in translations.items()
        if not any(one.pk in used for one in terms)
    ]


def _forbidden(
    there: list[TermFound], misused: list[tuple[int, int, int, str]], used: dict[int, list[tuple[int, int]]]
) -> list[Finding]:
    terms = {found.term.pk: found.term for found in there}
    inside = [place for places in used.values() for place in places]
    found = {
        (key, variant): warning(
            "term_forbidden", term=terms[key].source_term, target=terms[key].target_term, used=variant
        )
        for start, end, key, variant in misused
        if key in terms and not any(first <= start and end <= last for first, last in inside)
    }
    return list(found.values())
