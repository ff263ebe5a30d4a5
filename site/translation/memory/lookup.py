"""Look up exact and fuzzy matches in the memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz.distance import Levenshtein
from wagtail.models import Locale
from wagtail_localize.models import TranslationContext, TranslationSource

from translation.memory.candidates import candidates
from translation.memory.models import MemoryEntry, MemoryUnit
from translation.units.segment_text import comparable, plain

#: The least score of a match that is of use.
FROM = 60
#: The most that a text can score that isn't the same letter by letter.
NEARLY = 99


@dataclass(frozen=True)
class Match:
    """A translation from the memory.

    ``score`` runs from ``FROM`` to 100, and 100 is the same text with the same tags. ``source`` and
    ``target`` are segments (HTML with inline tags). ``where`` says for people where it comes from:
    a page and its field, or a file. ``same_place`` tells a match of the same field from another.
    """

    score: int
    source: str
    target: str
    where: str
    same_place: bool = False
    author: str = ""
    changed_at: datetime | None = None


def matches(
    text: str,
    source_locale: Locale,
    target_locale: Locale,
    limit: int = 5,
    *,
    context: TranslationContext | None = None,
) -> list[Match]:
    """The best translations of a text and of texts like it, each wording once. At most five queries.

    Args:
        text: the segment to be translated.
        source_locale: its language.
        target_locale: the language wanted.
        limit: how many at most.
        context: where the text stands; matches of the same field come first then.
    """
    key = comparable(plain(text))
    if not key or limit < 1:
        return []
    digest = MemoryUnit.digest_of(text)
    candidate_keys = candidates(key, source_locale.pk, target_locale.pk)
    units = MemoryUnit.objects.filter(
        Q(pk__in=candidate_keys) | Q(digest=digest, source_locale=source_locale, target_locale=target_locale)
    )
    scores = {unit: _score(unit, text, key) for unit in units}
    best = sorted((unit for unit, score in scores.items() if score >= FROM), key=lambda unit: (-scores[unit], -unit.pk))
    entries = _entries(best[: limit * 2])
    origins = where_from(entries)
    place = place_of(context) if context else ""
    results = [
        Match(
            score=scores[entry.unit],
            source=entry.unit.text,
            target=entry.text,
            where=origins[entry.pk],
            same_place=bool(place) and entry.place == place,
            author=entry.author.get_full_name() or entry.author.get_username() if entry.author else entry.author_name,
            changed_at=entry.changed_at,
        )
        for entry in entries
    ]
    results.sort(key=lambda match: (-match.score, not match.same_place, -_time(match)))
    return _each_wording_once(results)[:limit]


def exact(texts: Iterable[str], source_locale: Locale, target_locale: Locale) -> dict[str, list[MemoryEntry]]:
    """The translations that the memory has of some texts letter by letter, newest first. One query."""
    by_digest = {MemoryUnit.digest_of(text): text for text in texts}
    entries_by_text: dict[str, list[MemoryEntry]] = defaultdict(list)
    entries = MemoryEntry.objects.filter(
        unit__digest__in=by_digest, unit__source_locale=source_locale, unit__target_locale=target_locale
    ).select_related("unit")
    for entry in entries.order_by("-changed_at", "-pk"):
        entries_by_text[by_digest[entry.unit.digest]].append(entry)
    return dict(entries_by_text)


def _score(unit: MemoryUnit, text: str, key: str) -> int:
    if unit.text == text:
        return 100
    return min(NEARLY, int(Levenshtein.normalized_similarity(key, unit.key, score_cutoff=FROM / 100) * 100))


def _entries(units: list[MemoryUnit]) -> list[MemoryEntry]:
    by_key = {unit.pk: unit for unit in units}
    entries = list(
        MemoryEntry.objects.filter(unit__in=by_key).select_related("author").order_by("-changed_at", "-pk")[:200]
    )
    for entry in entries:
        entry.unit = by_key[entry.unit_id]
    return entries


def where_from(entries: Iterable[MemoryEntry]) -> dict[int, str]:
    """For people, where entries come from, by their keys: a page or snippet and its field, or a file. One query."""
    entries = list(entries)
    keys = {entry.object_key for entry in entries if entry.object_key}
    rows = TranslationSource.objects.filter(object_id__in=keys).values_list("object_id", "locale_id", "object_repr")
    titles = {(key, locale): title for key, locale, title in rows} if keys else {}
    return {entry.pk: _where(entry, titles) for entry in entries}


def _where(entry: MemoryEntry, titles: Mapping[tuple[UUID, int], str]) -> str:
    title = titles.get((entry.object_key, entry.unit.source_locale_id)) if entry.object_key else None
    if title is None:
        return entry.origin or _("deleted")
    field = entry.place.rpartition(":")[2]
    return f"{title} · {field}" if field else title


def place_of(context: TranslationContext) -> str:
    """The kind of thing and the field of a context; ``""`` where wagtail-localize does not know the field."""
    return place_of_many([context]).get(context.pk, "")


def place_of_many(contexts: Iterable[TranslationContext]) -> dict[int, str]:
    """As :func:`place_of`, by the contexts' primary keys. One query."""
    contexts = list(contexts)
    rows = TranslationSource.objects.filter(object_id__in={context.object_id for context in contexts}).values_list(
        "object_id", "specific_content_type__app_label", "specific_content_type__model"
    )
    kinds = {key: f"{app}.{model}" for key, app, model in rows}
    return {
        context.pk: f"{kinds[context.object_id]}:{context.field_path}"[:255]
        for context in contexts
        if context.field_path and context.object_id in kinds
    }


def _time(match: Match) -> float:
    return match.changed_at.timestamp() if match.changed_at else 0


def _each_wording_once(results: list[Match]) -> list[Match]:
    wordings: set[str] = set()
    unique = []
    for match in results:
        if match.target not in wordings:
            wordings.add(match.target)
            unique.append(match)
    return unique
