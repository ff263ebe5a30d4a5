"""Names and acronyms of entities as glossary terms."""

from collections.abc import Iterator

from django.db.models import Q
from wagtail.models import Locale

from groups.models import Entity
from translation.glossary.derived_terms import DerivedTerm


def entity_names(source: Locale, target: Locale) -> Iterator[DerivedTerm]:
    """Names of each entity with a live version in both languages; acronyms of two letters are too short to match."""
    rows = Entity.objects.filter(Q(locale=source) | Q(locale=target), live=True).values_list(
        "translation_key", "locale_id", "name", "acronym"
    )
    by_key: dict[object, dict[int, tuple[str, str]]] = {}
    for key, locale, name, acronym in rows:
        by_key.setdefault(key, {})[locale] = (name, acronym)
    for versions in by_key.values():
        if len(versions) == 2:
            (name, acronym), (translation, letters) = versions[source.pk], versions[target.pk]
            yield DerivedTerm(name, translation)
            if len(acronym) > 2 and letters:
                yield DerivedTerm(acronym, letters, name)
