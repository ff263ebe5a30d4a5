"""Update the memory when translated texts are stored."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length
from wagtail_localize.models import StringTranslation

from core.base.batches import batched
from translation.memory.lookup import place_of_many
from translation.memory.models import MemoryEntry, MemoryGram, MemoryUnit
from translation.memory.trigrams import grams
from translation.units.segment_text import comparable, plain

#: How many translations are remembered in one go.
BATCH = 500
#: What a unit is found by: digest, source locale, target locale.
Place = tuple[Any, int, int]


def remember(rows: Iterable[StringTranslation]) -> None:
    """Bring the memory up to some translations, new or changed. The same number of queries for any number.

    What a machine wrote and nobody has accepted, what is wrong and what is empty is not remembered.
    """
    keys = [row.pk for row in rows]
    for batch in batched(keys, BATCH):
        stored = StringTranslation.objects.filter(pk__in=batch)
        _remember(list(stored.select_related("translation_of", "context", "memory__unit")))


def is_worth_it(row: StringTranslation) -> bool:
    """Whether a translation is to be offered to others."""
    reviewed = row.translation_type != StringTranslation.TRANSLATION_TYPE_MACHINE
    return reviewed and not row.has_error and bool(plain(row.data).strip()) and bool(plain(row.translation_of.data))


@transaction.atomic(savepoint=False)
def _remember(rows: Sequence[StringTranslation]) -> None:
    rows_to_store = [row for row in rows if is_worth_it(row)]
    stored_keys = {row.pk for row in rows_to_store}
    dropped_keys = [row.pk for row in rows if row.pk not in stored_keys and hasattr(row, "memory")]
    old_units = {row.memory.unit_id for row in rows if hasattr(row, "memory")}
    units = units_for([(row.translation_of.data, row.translation_of.locale_id, row.locale_id) for row in rows_to_store])
    places = place_of_many({row.context for row in rows_to_store if row.context})
    entries = []
    for row in rows_to_store:
        entry = MemoryEntry(
            unit=units[unit_key(row.translation_of.data, row.translation_of.locale_id, row.locale_id)],
            text=row.data,
            translation=row,
            object_key=row.context.object_id if row.context else None,
            path=row.context.path if row.context else "",
            place=places.get(row.context_id, ""),
            author_id=row.last_translated_by_id,
            changed_at=row.updated_at,
        )
        entries.append(entry)
    MemoryEntry.objects.filter(translation__in=dropped_keys).delete()
    MemoryEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["translation"],
        update_fields=["unit", "text", "object_key", "path", "place", "author", "changed_at"],
    )
    delete_unused(old_units - {unit.pk for unit in units.values()})


def unit_key(text: str, source: int, target: int) -> Place:
    """The key of a unit in the result of :func:`units_for`."""
    return MemoryUnit.digest_of(text), source, target


def units_for(texts: Iterable[tuple[str, int, int]]) -> dict[Place, MemoryUnit]:
    """The units of some texts with their locales' keys, made where there is none; at most four queries."""
    texts_by_key = {unit_key(*text): text for text in texts}
    if not texts_by_key:
        return {}
    new = [
        MemoryUnit(
            source_locale_id=source, target_locale_id=target, text=text, digest=digest, key=comparable(plain(text))
        )
        for (digest, _source, _target), (text, source, target) in (texts_by_key.items())
    ]
    units = _existing_units(texts_by_key)
    missing = [unit for unit in new if (unit.digest, unit.source_locale_id, unit.target_locale_id) not in units]
    if missing:
        # another process may have been faster
        MemoryUnit.objects.bulk_create(missing, ignore_conflicts=True)
        units = _existing_units(texts_by_key)
        _mark([units[unit.digest, unit.source_locale_id, unit.target_locale_id] for unit in missing])
    return units


def _existing_units(keys: Iterable[Place]) -> dict[Place, MemoryUnit]:
    units = MemoryUnit.objects.filter(digest__in={digest for digest, _source, _target in keys})
    return {(unit.digest, unit.source_locale_id, unit.target_locale_id): unit for unit in units}


def _mark(units: Sequence[MemoryUnit]) -> None:
    """Give new units their marks, where the database has no trigrams."""
    if connection.vendor == "postgresql":
        return
    MemoryGram.objects.bulk_create(
        [
            MemoryGram(gram=gram, unit=unit)
            for unit in units
            for gram in grams(unit.key, unit.source_locale_id, unit.target_locale_id)
        ],
        batch_size=2000,
    )


def delete_unused(keys: Iterable[int]) -> None:
    """Delete those of some units that no translation is left of."""
    if keys := set(keys):
        MemoryUnit.objects.filter(pk__in=keys, entries=None).delete()


def sweep() -> None:
    """Forget the texts whose translations were all deleted."""
    MemoryUnit.objects.filter(entries=None).delete()


def missing_entries() -> QuerySet[StringTranslation]:
    """Translations that came in past the signals, by an import in bulk say."""
    existing = MemoryEntry.objects.filter(translation=OuterRef("pk"))
    return (
        StringTranslation.objects.filter(~Exists(existing), has_error=False, translation_of__isnull=False)
        .exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        .annotate(size=Length("data"))
        .filter(size__gt=0)
    )


def catch_up() -> int:
    """Remember what is not yet. May be run at any time; returns how many translations were looked at."""
    keys = list(missing_entries().order_by("pk").values_list("pk", flat=True))
    for batch in batched(keys, BATCH):
        remember(StringTranslation.objects.filter(pk__in=batch).only("pk"))
    return len(keys)
