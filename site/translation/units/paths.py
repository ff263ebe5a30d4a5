"""Resolve a content path in a snapshot, through fields, rows and blocks.

Read from the source's JSON and the models' definitions, without a query, and never an error where the source has an
older shape: a path is then followed as far as it leads.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationSource

from core.blocks.walk import CONTAINERS, ITEM, child_blocks


@dataclass(frozen=True)
class Step:
    """A field, the row of a relation, or a block; ``definition`` is what the code says of it."""

    definition: Any
    #: Its number among its neighbours, from 1; 0 for what has none.
    number: int = 0
    #: Whether it is an item of a list, which has no label of its own.
    is_item: bool = False


@dataclass(frozen=True)
class Way:
    """The steps of a path, and whether they lead to its end."""

    steps: tuple[Step, ...]
    is_whole: bool


class Paths:
    """The content paths of one snapshot; what was read for one path is at hand for the next."""

    def __init__(self, source: TranslationSource) -> None:
        #: The kind of page or snippet; None where it is no more.
        self.model: type[models.Model] | None = source.specific_content_type.model_class()
        self._content: dict[str, Any] = json.loads(source.content_json)
        self._indexes: dict[int, dict[str, tuple[int, Any]]] = {}

    def follow(self, path: str) -> Way:
        """The way of a context's path."""
        components = path.split(".")
        steps = tuple(self._in_model(self.model, self._content, components)) if self.model else ()
        # a relation takes two components for one step, a field of blocks as many as it has steps
        rows = sum(isinstance(step.definition, models.ManyToOneRel) for step in steps)
        return Way(steps, len(steps) + rows == len(components))

    def _in_model(self, model: type[models.Model], content: Any, components: list[str]) -> Iterator[Step]:
        if not components or not isinstance(content, dict):
            return
        name, *rest = components
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            return
        if isinstance(field, models.ManyToOneRel):
            number, row = self._index_items(content.get(name), "translation_key").get(
                rest[0] if rest else "", (0, None)
            )
            if number:
                yield Step(field, number)
                yield from self._in_model(field.related_model, row, rest[1:])
            return
        yield Step(field)
        if isinstance(field, StreamField):
            if isinstance(content.get(name), str):
                content[name] = json.loads(content[name])  # read once
            yield from self._in_block(field.stream_block, content.get(name), rest)

    def _in_block(self, block: blocks.Block, value: Any, components: list[str]) -> Iterator[Step]:
        if not components or not isinstance(block, CONTAINERS):
            return
        component, *rest = components
        if isinstance(block, blocks.StructBlock):
            name, number, inner = component, 0, value.get(component) if isinstance(value, dict) else None
        else:
            number, item = self._index_items(value, "id").get(component, (0, {}))
            name, inner = ITEM if isinstance(block, blocks.ListBlock) else item.get("type"), item.get("value")
        child = child_blocks(block).get(name)
        if child is not None:
            yield Step(child, number, is_item=isinstance(block, blocks.ListBlock))
            yield from self._in_block(child, inner, rest)

    def _index_items(self, items: Any, key: str) -> dict[str, tuple[int, Any]]:
        """Stored items by their identifier, each with its number from 1; a list is read once."""
        if not isinstance(items, list):
            return {}
        if id(items) not in self._indexes:
            self._indexes[id(items)] = {
                str(item.get(key)): (number, item) for number, item in enumerate(items, 1) if isinstance(item, dict)
            }
        return self._indexes[id(items)]
