"""Run all checks on one translated text."""

from wagtail.models import Locale

from translation.checks import markup, numbers, punctuation, terms
from translation.checks.finding import Finding, error, warning
from translation.units.segment_text import is_blank, plain

#: Languages that have many words in common.
ALIKE = frozenset({"ca", "es", "gl", "pt"})


def findings(
    source: str, target: str, source_locale: Locale, target_locale: Locale, limit: int | None = None
) -> list[Finding]:
    """The findings of all checks for one translation, errors first.

    Args:
        source: the segment (HTML with inline tags) that was translated.
        target: its translation.
        source_locale: the language of the one.
        target_locale: that of the other.
        limit: how many characters the field takes, tags not counted; ``None`` for any number.
    """
    target_text, source_text = plain(target), plain(source)
    if is_blank(target_text):
        return [] if is_blank(source_text) else [error("empty")]
    source_tag, target_tag = source_locale.language_code, target_locale.language_code
    results = [
        *markup.findings(source, target),
        *_length(target_text, limit),
        *_same(source_text, target_text, source_locale, target_locale),
        *numbers.findings(source_text, target_text, source_tag, target_tag),
        *terms.findings(source, target, source_locale, target_locale),
        *punctuation.findings(source_text, target_text, source_tag, target_tag),
    ]
    return sorted(results, key=lambda finding: not finding.blocks)


def _length(text: str, limit: int | None) -> list[Finding]:
    if limit is not None and len(text) > limit:
        return [error("too_long", length=len(text), limit=limit)]
    return []


def _same(source_text: str, target_text: str, source_locale: Locale, target_locale: Locale) -> list[Finding]:
    """A sentence that was left as it is; names, numbers, addresses and agreed terms may stay."""
    if source_text.casefold().split() != target_text.casefold().split():
        return []
    rest = markup.ADDRESS.sub(" ", markup.PLACEHOLDER.sub(" ", source_text))
    for match in reversed(terms.unchanged_terms(rest, source_locale, target_locale)):
        rest = rest[: match.start] + " " + rest[match.end :]
    # a capital at the beginning says nothing; a word of small letters is one to translate
    small = [word for word in rest.split() if any(char.isalpha() for char in word) and not word.isupper()]
    return [warning("same_as_source")] if len(small) >= _least(source_locale, target_locale) else []


def _least(source_locale: Locale, target_locale: Locale) -> int:
    """From how many words on a text that stays the same was probably forgotten."""
    pair = {locale.language_code.partition("-")[0] for locale in (source_locale, target_locale)}
    return 4 if pair <= ALIKE else 1
