"""Units of translation files: text with place, state, comments and previous version."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from json import loads
from typing import Any

from django.db.models import Prefetch
from wagtail.models import DraftStateMixin, Page, Revision, WorkflowMixin, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, Translation

from core.base.batches import batched
from core.base.plain_text import clean_line, clean_lines
from translation.exchange.models import ImportState, Remark
from translation.sources.models import TranslationBasis
from translation.units.labels import Places
from translation.units.previous import Previous, previous_of
from translation.units.segment_text import plain
from translation.units.unit import Unit

#: Translations whose texts are read at once; as many queries as for one.
BATCH = 50


@dataclass
class FileUnit(Unit):
    """A text as files carry it."""

    state: str = ImportState.INITIAL
    comments: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Identifier of the unit in XLIFF; changes with the source."""
        return "u" + digest(f"{self.path}\0{self.source}")

    def to_display(self, text: str) -> str:
        """A stored text as a person reads it: plain, or with its tags where the place has formatting."""
        return self.clean(text if self.rich else plain(text))

    def clean(self, text: str) -> str:
        """A text as every format holds it: in one line where the place has one, without control characters."""
        if self.place.one_line and not self.rich:
            return clean_line(text)
        return clean_lines(text).replace("\r\n", "\n")


@dataclass
class TranslationFile:
    """A translation with its texts in their order, and both versions of what is translated (None: gone)."""

    translation: Translation
    source: Any
    target: Any
    units: list[FileUnit] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(self.translation.source.object_repr)


def digest(text: str) -> str:
    """A short name for a text."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def documents(translations: Iterable[Translation]) -> Iterator[TranslationFile]:
    """The texts of translations, a batch at a time."""
    for batch in batched(translations, BATCH):
        yield from _load(batch)


def _load(batch: list[Translation]) -> Iterator[TranslationFile]:
    versions = _versions(batch)
    segments = _segments(batch)
    rich = set(
        TemplateSegment.objects.filter(source__in={row.source_id for row in batch}).values_list(
            "source_id", "context_id"
        )
    )
    texts, remarks = _stored_texts(batch), _remarks(batch)
    bases = dict(TranslationBasis.objects.filter(translation__in=batch).values_list("translation_id", "words"))
    for row in batch:
        key, locale = row.source.object_id, row.target_locale_id
        target = versions.get((key, locale))
        document = TranslationFile(row, versions.get((key, row.source.locale_id)), target)
        maker = _UnitBuilder(row, target, texts[key, locale], remarks, bases.get(row.pk, ()))
        document.units = maker.units(segments[row.source_id], rich)
        yield document


def _versions(batch: list[Translation]) -> dict[tuple[Any, int], Any]:
    """Pages and snippets by key and language; a query or two for each kind of thing."""
    rows_by_model = defaultdict(list)
    for row in batch:
        model = row.source.specific_content_type.model_class()
        if model is not None:
            rows_by_model[Page if issubclass(model, Page) else model].append(row)
    by_key = {}
    for model, rows in rows_by_model.items():
        query = model._default_manager.filter(
            translation_key__in={row.source.object_id for row in rows},
            locale_id__in={row.source.locale_id for row in rows} | {row.target_locale_id for row in rows},
        )
        if issubclass(model, WorkflowMixin) and hasattr(model, "_workflow_states"):
            active = WorkflowState.objects.active().select_related("current_task_state__task")
            query = query.prefetch_related(Prefetch("_workflow_states", active, to_attr="_current_workflow_states"))
        by_key.update({(version.translation_key, version.locale_id): version for version in query})
    _preset_schedule(list(by_key.values()))
    return by_key


def _preset_schedule(versions: list[Any]) -> None:
    """Spare those whose publishing is not planned the query by which their lock would ask for it."""
    drafts = [version for version in versions if isinstance(version, DraftStateMixin)]
    kinds = {version.get_base_content_type().pk for version in drafts}
    scheduled_keys = set(
        Revision.objects.filter(
            approved_go_live_at__isnull=False,
            base_content_type__in=kinds,
            object_id__in=[str(version.pk) for version in drafts],
        ).values_list("base_content_type_id", "object_id")
    )
    for version in drafts:
        if (version.get_base_content_type().pk, str(version.pk)) not in scheduled_keys:
            version.scheduled_revision = None


def _segments(batch: list[Translation]) -> dict[int, list[StringSegment]]:
    by_source = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source__in={row.source_id for row in batch})
        .select_related("string", "context")
        .order_by("source_id", "order")
    ):
        by_source[segment.source_id].append(segment)
    return by_source


def _stored_texts(batch: list[Translation]) -> dict[tuple[Any, int], list[StringTranslation]]:
    """All stored translations by source and language, the newest first."""
    by_key = defaultdict(list)
    for text in (
        StringTranslation.objects.filter(
            context__object__in={row.source.object_id for row in batch},
            locale__in={row.target_locale_id for row in batch},
        )
        .select_related("translation_of", "context")
        .order_by("-updated_at", "-pk")
    ):
        by_key[text.context.object_id, text.locale_id].append(text)
    return by_key


def _remarks(batch: list[Translation]) -> dict[tuple[int, int, int], Remark]:
    rows = Remark.objects.filter(
        context__object__in={row.source.object_id for row in batch},
        locale__in={row.target_locale_id for row in batch},
    )
    return {(row.locale_id, row.context_id, row.string_id): row for row in rows}


class _UnitBuilder:
    """Makes the units of one translation."""

    def __init__(
        self,
        translation: Translation,
        target: Any,
        texts: list[StringTranslation],
        remarks: dict[tuple[int, int, int], Remark],
        basis: Collection[str],
    ) -> None:
        self.locale = translation.target_locale_id
        self.places = Places(translation.source)
        self.remarks = remarks
        self.basis = frozenset(basis)
        self.public_since = getattr(target, "last_published_at", None) if getattr(target, "live", False) else None
        self.texts_by_key = {(row.context_id, row.translation_of_id): row for row in texts}
        self.all_texts = texts

    def units(self, segments: list[StringSegment], rich: set[tuple[int, int]]) -> list[FileUnit]:
        """One unit for each text and place; one that stands twice in a place is one."""
        first: dict[tuple[int, int], StringSegment] = {}
        for segment in segments:
            first.setdefault((segment.context_id, segment.string_id), segment)
        earlier = self._previous_by_place(set(first))
        number = Counter(context for context, _string in first)
        units = []
        for segment in first.values():
            row = self.texts_by_key.get((segment.context_id, segment.string_id))
            is_rich = (segment.source_id, segment.context_id) in rich
            previous = None
            if row is None:
                previous = previous_of(
                    segment.context.path,
                    segment.string.data,
                    earlier[segment.context_id],
                    self.basis,
                    is_rich=is_rich,
                    is_only=number[segment.context_id] == 1,
                )
            units.append(self._unit(segment, row, previous, rich=is_rich))
        return units

    def _previous_by_place(self, current_keys: set[tuple[int, int]]) -> dict[int, list[StringTranslation]]:
        """Translations of texts that stand no more where they stood, by place."""
        by_context = defaultdict(list)
        for row in self.all_texts:
            if (row.context_id, row.translation_of_id) not in current_keys:
                by_context[row.context_id].append(row)
        return by_context

    def _unit(
        self, segment: StringSegment, row: StringTranslation | None, previous: Previous | None, *, rich: bool
    ) -> FileUnit:
        remark = self.remarks.get((self.locale, segment.context_id, segment.string_id))
        return FileUnit(
            path=segment.context.path,
            string_id=segment.string_id,
            context_id=segment.context_id,
            source=segment.string.data,
            rich=rich,
            attributes=loads(segment.attrs or "{}") or {},
            place=self.places.of(segment.context.path),
            target=row.data if row else "",
            state=self._state(row, remark),
            machine=_by_machine(row),
            error=(row.field_error or row.get_error() or "") if row and row.has_error else "",
            comments=tuple(remark.comments) if remark else (),
            previous=previous,
        )

    def _state(self, row: StringTranslation | None, remark: Remark | None) -> str:
        """State of a text: that of the last file if the text is unchanged, else the one known here."""
        if row is None or row.has_error:
            return ImportState.INITIAL
        if remark and remark.state and remark.digest == digest(row.data):
            return str(remark.state)
        if _by_machine(row):
            return ImportState.INITIAL
        if self.public_since and row.updated_at <= self.public_since:
            return ImportState.FINAL
        return ImportState.TRANSLATED


def _by_machine(row: StringTranslation | None) -> bool:
    return row is not None and row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
