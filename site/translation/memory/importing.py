"""Import of translations into the memory, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.base.batches import batched
from translation.exchange.import_views import Outcome
from translation.memory.models import MemoryEntry, MemoryUnit
from translation.memory.store import Place, unit_key, units_for

#: Texts of one file at most.
MOST = 100_000
BATCH = 500


@dataclass(frozen=True)
class Incoming:
    """One translation of a file; the fields are those of ``MemoryEntry`` and its unit."""

    source_locale: int
    target_locale: int
    source: str
    target: str
    origin: str
    author: str
    changed_at: datetime
    object_key: str = ""
    path: str = ""
    place: str = ""

    @property
    def key(self) -> Place:
        """Key of the unit."""
        return unit_key(self.source, self.source_locale, self.target_locale)

    def entry(self, unit: MemoryUnit) -> MemoryEntry:
        """Memory entry of the unit."""
        return MemoryEntry(
            unit=unit,
            text=self.target,
            object_key=_uuid(self.object_key),
            path=self.path,
            place=self.place[:255],
            origin=self.origin,
            author_name=self.author,
            changed_at=self.changed_at,
        )


def take(incoming: Sequence[Incoming], *, only_check: bool = False) -> Outcome:
    """Add what the memory does not have yet; the same words for the same text are there once."""
    each = list({(one.key, one.target): one for one in incoming}.values())
    outcome = Outcome()
    with transaction.atomic():
        for batch in batched(each, BATCH):
            existing = _existing_keys(batch)
            new = [one for one in batch if (one.key, one.target) not in existing]
            outcome.unchanged += len(batch) - len(new)
            outcome.added += len(new)
            if not only_check:
                units = units_for([(one.source, one.source_locale, one.target_locale) for one in new])
                MemoryEntry.objects.bulk_create([one.entry(units[one.key]) for one in new])
    return outcome


def _existing_keys(batch: Sequence[Incoming]) -> set[tuple[Place, str]]:
    rows = MemoryEntry.objects.filter(unit__digest__in={one.key[0] for one in batch}).values_list(
        "unit__digest", "unit__source_locale", "unit__target_locale", "text"
    )
    return {((digest, source, target), text) for digest, source, target, text in rows}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
