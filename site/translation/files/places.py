"""Where each text of a page or snippet stands, in words, and how long it may be.

Read from the frozen source and the models' definitions, without a query.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationSource

#: Between the parts of a place.
BETWEEN = " › "


@dataclass(frozen=True)
class Place:
    """A field or block: its labels from the outermost, the characters it holds (None: any), whether it is one line."""

    label: str
    limit: int | None = None
    one_line: bool = False


def places(source: TranslationSource) -> dict[str, Place]:
    """The place of each path (``translation.TranslationContext.path``) below which a source has texts."""
    model = source.specific_content_type.model_class()
    if model is None:  # the type was removed from the code
        return {}
    return dict(_of_model(model, json.loads(source.content_json), "", ""))


def place_of(known: Mapping[str, Place], path: str) -> Place:
    """The place of a path; of one that only its field knows, the field's."""
    inner = path
    while inner and inner not in known:
        inner = inner.rpartition(".")[0]
    if not inner:
        return Place(path)
    return known[inner] if inner == path else Place(known[inner].label)


def _of_model(model: type[models.Model], data: Mapping[str, Any], path: str, label: str) -> Iterator[tuple[str, Place]]:
    for name, value in data.items():
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:  # removed since the source was frozen
            continue
        if isinstance(field, models.ManyToOneRel):
            for number, row in enumerate(value or [], start=1):
                kind = capfirst(field.related_model._meta.verbose_name)
                inner = f"{path}{name}.{row.get('translation_key')}."
                yield from _of_model(field.related_model, row, inner, f"{label}{kind} {number}{BETWEEN}")
            continue
        where = f"{label}{capfirst(field.verbose_name)}"
        if isinstance(field, StreamField):
            raw = json.loads(value) if isinstance(value, str) else value
            yield from _of_block(field.stream_block, raw or [], f"{path}{name}", where)
        yield f"{path}{name}", Place(where, field.max_length, not isinstance(field, models.TextField))


def _of_block(block: blocks.Block, value: Any, path: str, label: str) -> Iterator[tuple[str, Place]]:
    if isinstance(block, blocks.StreamBlock):
        for number, item in enumerate(value or [], start=1):
            child = block.child_blocks.get(item["type"])
            if child is not None:
                inner = f"{label}{BETWEEN}{number}. {child.label}"
                yield from _of_block(child, item["value"], f"{path}.{item.get('id')}", inner)
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value or [], start=1):
            if isinstance(item, dict) and "id" in item:
                inner = f"{label}{BETWEEN}{number}"
                yield from _of_block(block.child_block, item["value"], f"{path}.{item['id']}", inner)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, (value or {}).get(name), f"{path}.{name}", f"{label}{BETWEEN}{child.label}")
    elif isinstance(block, blocks.FieldBlock):
        limit = getattr(block.field, "max_length", None)
        yield path, Place(label, limit, isinstance(block, blocks.CharBlock))
