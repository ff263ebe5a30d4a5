"""Localization of a field: translated, shared, or following the source.

The rule of the content model: facts are shared, words are translated. Every model that has
translations lists its fields in ``translatable_fields`` with the three functions below; a system
check (``core.E001``) refuses a field that is in none of them.
"""

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField


def words(*names: str) -> list[BaseTranslatableField]:
    """Fields whose text is written anew in each language."""
    return [TranslatableField(name) for name in names]


def facts(*names: str) -> list[BaseTranslatableField]:
    """Fields with one value for all languages, which a translator can't change."""
    return [SynchronizedField(name, overridable=False) for name in names]


def follows(*names: str) -> list[BaseTranslatableField]:
    """Relations that are the same in all languages but point into the reader's own.

    Either a foreign key to a translatable snippet, which a translation replaces by that snippet's
    translation, or the inline children that carry such keys.
    """
    return [TranslatableField(name) for name in names]
