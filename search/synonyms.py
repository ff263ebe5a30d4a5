"""Synonyms of a word or phrase: acronyms and names of entities, and those of editors."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale
from wagtail.signals import unpublished

from core.base.after_publish import PublishedChange
from core.base.page_types import search_filters
from search import analysis
from search.models import Synonym

#: Stems that mean something, as :func:`key` has them, and the stems of all that means the same.
Meanings: TypeAlias = Mapping[tuple[str, ...], list[tuple[str, ...]]]

#: Seconds for which they are kept; changes drop them at once in this process.
LIFETIME = 300
#: The longest phrase with synonyms, in words.
LONGEST = 12

_GENERATION = "search:synonyms"


def meanings(locale: Locale) -> Meanings:
    """The synonyms of a language. Two queries, none while they are kept."""
    name = f"search:synonyms:{cache.get(_GENERATION, 0)}:{locale.pk}"
    cached_meanings: Meanings | None = cache.get(name)
    if cached_meanings is None:
        cached_meanings = _make(locale)
        cache.set(name, cached_meanings, LIFETIME)
    return cached_meanings


def key(stems: Iterable[str], tag: str) -> tuple[str, ...]:
    """Key of a phrase: its stems without stop words, as in queries.

    Where one alone would be left it is all of them: "La Paz" is no peace.
    """
    all_stems = tuple(stems)
    significant = tuple(analysis.telling(all_stems, tag))
    return significant if len(significant) > 1 else all_stems


def _make(locale: Locale) -> Meanings:
    by_key: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for group in _groups(locale):
        for term in group:
            synonyms = by_key.setdefault(key(term, locale.language_code), [])
            synonyms += [other for other in group if other != term and other not in synonyms]
    return by_key


def _groups(locale: Locale) -> Iterable[list[tuple[str, ...]]]:
    tag = locale.language_code
    synonymous = [each for each in search_filters().values() if each.has_synonyms]
    for names in (names for each in synonymous for names in each.indexed_names().values()):
        names_of_group = [part for each in names for part in (each.acronym, each.name) if part]
        yield _terms(names_of_group, tag)
    for synonym in Synonym.objects.filter(locale=locale):
        yield _terms(synonym.term_list, tag)


def _terms(texts: Iterable[str], tag: str) -> list[tuple[str, ...]]:
    """Each as its stems; what is a word without meaning in this language is left out."""
    terms = []
    for text in texts:
        words = analysis.fold_words(text)
        if words and len(words) <= LONGEST and not (len(words) == 1 and analysis.is_stop_word(words[0], tag)):
            terms.append(tuple(analysis.stems(text, tag)))
    return list(dict.fromkeys(terms))


def connect() -> None:
    """Forget what is kept when editors change it. Called in ``AppConfig.ready``."""
    for signal in (post_save, post_delete):
        signal.connect(_forget, sender=Synonym, dispatch_uid="search.synonyms")
    unpublished.connect(_forget, dispatch_uid="search.synonyms")


def drop_after_publish(_change: PublishedChange) -> None:
    """Forget what is kept: entities and themes may have other names now."""
    _forget()


def _forget(**_kwargs: Any) -> None:
    try:
        cache.incr(_GENERATION)
    except ValueError:
        cache.set(_GENERATION, 1, None)
