"""Initial terms of a new platform (``terms.json``), in both directions."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

from wagtail.models import Locale

from translation.glossary.models import GlossaryTerm
from translation.glossary.signal_handlers import forget


def seed(locales: list[Locale]) -> int:
    """Write the terms known for some languages that have not been written yet.

    What people changed stays; what they deleted does not come back unless all of the seed is gone.

    Returns:
        How many were written.
    """
    pairs = json.loads((Path(__file__).parent / "terms.json").read_text(encoding="utf-8"))["pairs"]
    new = []
    for source, target in permutations(locales, 2):
        existing = GlossaryTerm.objects.filter(source_locale=source, target_locale=target)
        if existing.exclude(key="").exists():
            continue
        existing_pairs = set(existing.values_list("source_term", "target_term"))
        for number, pair in enumerate(pairs):
            term = _term(pair, source, target)
            if term is not None and (term.source_term, term.target_term) not in existing_pairs:
                existing_pairs.add((term.source_term, term.target_term))
                term.key = f"seed-{number}"
                new.append(term)
    GlossaryTerm.objects.bulk_create(new)
    for pair in {(term.source_locale_id, term.target_locale_id) for term in new}:
        forget(*pair)
    return len(new)


def _term(pair: dict[str, Any], source: Locale, target: Locale) -> GlossaryTerm | None:
    words, translation = pair.get(_base(source)), pair.get(_base(target))
    if not words or not translation:
        return None
    # what is not to be used is said of the English side
    forbidden = "\n".join(pair.get("not", ())) if _base(target) == "en" else ""
    return GlossaryTerm(
        source_locale=source,
        target_locale=target,
        source_term=words,
        target_term=translation,
        note=pair.get("note", ""),
        forbidden=forbidden,
    )


def _base(locale: Locale) -> str:
    return str(locale.language_code).partition("-")[0]
