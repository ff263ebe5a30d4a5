"""Segments of a snapshot: compare those stored with those of the source, and write the difference."""

import json
import uuid
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)

from translation.sources import bulk
from translation.sources.field_paths import FieldPaths
from translation.sources.upstream import path_digest, text_digest

#: A segment without its place: what distinguishes it from another one on the same path.
Content = tuple[Any, ...]


@dataclass
class _Segment:
    """A segment that there should be."""

    path: str
    order: int
    content: Content


class _Kind(ABC):
    """Reads, compares and writes segments of one kind."""

    model: type[Any]
    related: tuple[str, ...] = ("context",)

    @abstractmethod
    def content(self, value: Any) -> Content:
        """Content of an extracted value."""

    @abstractmethod
    def row_content(self, row: Any) -> Content:
        """Content of a stored segment."""

    @abstractmethod
    def rows(self, source: TranslationSource, new_segments: list[_Segment]) -> list[Any]:
        """New rows, without source, context and order."""


class _Strings(_Kind):
    model, related = StringSegment, ("context", "string")

    def content(self, value: StringSegmentValue) -> Content:
        return value.string.data, json.dumps(value.attrs, cls=DjangoJSONEncoder)

    def row_content(self, row: StringSegment) -> Content:
        return row.string.data, row.attrs

    def rows(self, source: TranslationSource, new_segments: list[_Segment]) -> list[Any]:
        hashes = {each.content[0]: text_digest(each.content[0]) for each in new_segments}
        of_locale = String.objects.filter(locale_id=source.locale_id)
        keys = _keys(
            of_locale,
            "data_hash",
            {
                digest: String(locale_id=source.locale_id, data_hash=digest, data=text)
                for text, digest in hashes.items()
            },
        )
        return [StringSegment(string_id=keys[hashes[each.content[0]]], attrs=each.content[1]) for each in new_segments]


class _Templates(_Kind):
    model, related = TemplateSegment, ("context", "template")

    def content(self, value: TemplateSegmentValue) -> Content:
        return value.format, value.template, value.string_count

    def row_content(self, row: TemplateSegment) -> Content:
        return row.template.template_format, row.template.template, row.template.string_count

    def rows(self, source: TranslationSource, new_segments: list[_Segment]) -> list[Any]:
        templates = {_template_id(each.content): each.content for each in new_segments}
        keys = _keys(
            Template.objects.all(),
            "uuid",
            {
                digest: Template(uuid=digest, template_format=kind, template=template, string_count=count)
                for digest, (kind, template, count) in templates.items()
            },
        )
        return [TemplateSegment(template_id=keys[_template_id(each.content)]) for each in new_segments]


class _RelatedObjectKind(_Kind):
    model = RelatedObjectSegment

    def content(self, value: RelatedObjectSegmentValue) -> Content:
        return value.translation_key, value.content_type.pk

    def row_content(self, row: RelatedObjectSegment) -> Content:
        return row.object_id, row.object.content_type_id

    related = ("context", "object")

    def rows(self, source: TranslationSource, new_segments: list[_Segment]) -> list[Any]:
        _keys(
            TranslatableObject.objects.all(),
            "translation_key",
            {
                key: TranslatableObject(translation_key=key, content_type_id=content_type)
                for key, content_type in (each.content for each in new_segments)
            },
        )
        return [RelatedObjectSegment(object_id=each.content[0]) for each in new_segments]


class _Overridables(_Kind):
    model = OverridableSegment

    def content(self, value: OverridableSegmentValue) -> Content:
        return (json.dumps(value.data, cls=DjangoJSONEncoder),)

    def row_content(self, row: OverridableSegment) -> Content:
        return (row.data_json,)

    def rows(self, source: TranslationSource, new_segments: list[_Segment]) -> list[Any]:
        return [OverridableSegment(data_json=each.content[0]) for each in new_segments]


KINDS: dict[type[Any], _Kind] = {
    StringSegmentValue: _Strings(),
    TemplateSegmentValue: _Templates(),
    RelatedObjectSegmentValue: _RelatedObjectKind(),
    OverridableSegmentValue: _Overridables(),
}


def write(source: TranslationSource, instance: Model, values: Iterable[Any], *, is_new: bool = False) -> None:
    """Make the segments of a source those that were extracted; what is right already is left as it is.

    A text that only moved keeps its row, so that a translator who has the screen open can still save it.

    Args:
        source: a snapshot (``TranslationSource``).
        instance: what the values were extracted from.
        values: what ``extract_segments`` gave.
        is_new: whether the source has no segments yet.
    """
    by_kind: dict[_Kind, list[_Segment]] = {kind: [] for kind in KINDS.values()}
    for value in values:
        kind = KINDS[type(value)]
        by_kind[kind].append(_Segment(value.path, value.order, kind.content(value)))
    missing: dict[_Kind, list[_Segment]] = {}
    contexts: dict[str, TranslationContext] = {}
    for kind, each in by_kind.items():
        missing[kind] = each if is_new else _settle(source, kind, each, contexts)
    paths = FieldPaths(instance)
    new = {each.path for some in missing.values() for each in some} - contexts.keys()
    contexts |= _contexts(source, new, paths)
    used_paths = {each.path for some in by_kind.values() for each in some}
    _fill_paths((contexts[path] for path in used_paths), paths)
    for kind, some in missing.items():
        _add(source, kind, some, contexts)


def _settle(
    source: TranslationSource, kind: _Kind, expected: list[_Segment], contexts: dict[str, TranslationContext]
) -> list[_Segment]:
    """Keep what is there, move what stands elsewhere, remove what is gone; returns what is missing."""
    rows_by_content: dict[tuple[str, Content], dict[int, Any]] = defaultdict(dict)
    obsolete_ids = []
    for row in kind.model.objects.filter(source=source).select_related(*kind.related).order_by("order", "pk"):
        contexts[row.context.path] = row.context
        if rows_by_content[row.context.path, kind.row_content(row)].setdefault(row.order, row) is not row:
            obsolete_ids.append(row.pk)
    without_row = [each for each in expected if not rows_by_content[each.path, each.content].pop(each.order, None)]
    missing, rows_to_update = [], []
    for each in without_row:
        rows = rows_by_content[each.path, each.content]
        if rows:
            row = rows.pop(min(rows))
            row.order = each.order
            rows_to_update.append(row)
        else:
            missing.append(each)
    kind.model.objects.bulk_update(rows_to_update, ["order"])
    obsolete_ids += [row.pk for rows in rows_by_content.values() for row in rows.values()]
    if obsolete_ids:
        kind.model.objects.filter(pk__in=obsolete_ids).delete()
    return missing


def _add(
    source: TranslationSource, kind: _Kind, new_segments: list[_Segment], contexts: dict[str, TranslationContext]
) -> None:
    if not new_segments:
        return
    rows = kind.rows(source, new_segments)
    for row, each in zip(rows, new_segments, strict=True):
        row.source_id, row.context_id, row.order = source.pk, contexts[each.path].pk, each.order
    bulk.insert(rows)


def _contexts(source: TranslationSource, paths: set[str], fields: FieldPaths) -> dict[str, TranslationContext]:
    """The contexts of some paths, made where they are missing."""
    if not paths:
        return {}
    digests = {path_digest(path): path for path in sorted(paths)}
    of_object = TranslationContext.objects.filter(object_id=source.object_id)
    contexts = bulk.fetch(of_object, "path_id", digests)
    new = digests.keys() - {context.path_id for context in contexts}
    if new:
        bulk.insert(
            [
                TranslationContext(object_id=source.object_id, path_id=digest, path=path, field_path=fields.of(path))
                for digest, path in digests.items()
                if digest in new
            ],
            ignore_conflicts=True,
        )
        contexts += bulk.fetch(of_object, "path_id", new)
    return {context.path: context for context in contexts}


def _fill_paths(contexts: Iterable[TranslationContext], fields: FieldPaths) -> None:
    """Set the paths of contexts that were created without."""
    empty = [context for context in contexts if not context.field_path]
    for context in empty:
        context.field_path = fields.of(context.path)
    TranslationContext.objects.bulk_update(empty, ["field_path"])


def _keys(queryset: Any, field: str, rows: dict[Any, Any]) -> dict[Any, Any]:
    """The primary key of each row by the value of a unique field; rows that are missing are inserted.

    One that somebody else inserts at the same moment is theirs.
    """
    primary_keys = {getattr(row, field): row.pk for row in bulk.fetch(queryset.only(field), field, rows)}
    new = rows.keys() - primary_keys.keys()
    if new:
        bulk.insert([row for value, row in rows.items() if value in new], ignore_conflicts=True)
        primary_keys |= {getattr(row, field): row.pk for row in bulk.fetch(queryset.only(field), field, new)}
    return primary_keys


def _template_id(content: Content) -> uuid.UUID:
    """UUID of a template, computed as in wagtail-localize: the number of texts follows from the template."""
    kind, template, _count = content
    return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, kind), template)
