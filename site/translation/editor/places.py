"""Where a text stands, in the words of the editor's form: the tab, the field or block, and the part of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.edit_translation import TabHelper

#: What a place without a panel is sorted behind.
LAST = 1_000_000


@dataclass(frozen=True)
class Place:
    """Where a text stands and what it may look like there."""

    tab: str
    #: The field, or the block or row of it: what one heading stands over.
    group: str
    group_key: str
    #: Which part of the block or row; empty where the group is the text's own.
    part: str
    help_text: str
    order: int
    multiline: bool = True
    is_slug: bool = False

    @property
    def name(self) -> str:
        """The whole name of the place."""
        return f"{self.group}, {self.part}" if self.part else self.group


@dataclass
class _Walk:
    """Names gathered on the way down a path."""

    names: list[str]
    definition: Any = None


class Places:
    """The places of one frozen source; found without a query, and never an error where its shape is an older one."""

    def __init__(self, source: TranslationSource, instance: Any) -> None:
        self._model = type(instance)
        self._content: dict[str, Any] = json.loads(source.content_json)
        self._tabs = TabHelper(instance)
        self._indexes: dict[int, dict[str, tuple[int, Any]]] = {}

    @cached_property
    def _tab_of(self) -> dict[str, str]:
        return {name: str(heading) for name, heading in self._tabs.field_tab_mapping.items()}

    @cached_property
    def _order_of(self) -> dict[str, int]:
        order: dict[str, int] = self._tabs.field_ordering_mapping
        return order

    def of(self, path: str) -> Place:
        """The place of a context's path."""
        name, *rest = path.split(".")
        try:
            field = self._model._meta.get_field(name)
        except FieldDoesNotExist:
            return self._unknown(name, path)
        if isinstance(field, StreamField):
            return self._in_stream(field, rest)
        if isinstance(field, models.ManyToOneRel):
            return self._in_row(field, rest)
        return self._place(field.name, _label(field), field.name, [], field)

    def _unknown(self, name: str, path: str) -> Place:
        return Place("", _("Fields that no longer exist"), "", path, "", self._order_of.get(name, LAST))

    def _place(self, field: str, group: str, key: str, names: Sequence[str], definition: Any) -> Place:
        return Place(
            tab=self._tab_of.get(field, ""),
            group=group,
            group_key=key,
            part=", ".join(names),
            help_text=str(_help_text(definition) or ""),
            order=self._order_of.get(field, LAST),
            multiline=_is_multiline(definition),
            is_slug=field == "slug" and not names and issubclass(self._model, Page),
        )

    def _in_row(self, field: models.ManyToOneRel, rest: list[str]) -> Place:
        """A field of a row: of the row with the translation key that the path names."""
        related = field.related_model
        label = capfirst(str(related._meta.verbose_name))
        key, *inner = rest or [""]
        position, _row = self._indexed(self._content.get(field.name), "translation_key").get(key, (0, None))
        try:
            definition = related._meta.get_field(inner[0]) if inner else None
        except FieldDoesNotExist:
            definition = None
        names = [_label(definition)] if definition is not None else inner
        group = f"{label} {position}" if position else label
        return self._place(field.name, group, f"{field.name}.{key}", names, definition)

    def _in_stream(self, field: StreamField, rest: list[str]) -> Place:
        stored = self._content.get(field.name)
        children = json.loads(stored) if isinstance(stored, str) else stored
        if isinstance(stored, str):
            self._content[field.name] = children
        identifier, *inner = rest or [""]
        position, child = self._indexed(children, "id").get(identifier, (0, None))
        block = field.stream_block.child_blocks.get(child["type"]) if child else None
        if block is None:
            return self._unknown(field.name, ".".join(rest))
        walk = _Walk([], block)
        self._descend(walk, block, child["value"], inner)
        group = f"{capfirst(str(field.verbose_name))}: {position}. {capfirst(str(block.label))}"
        return self._place(field.name, group, f"{field.name}.{identifier}", walk.names, walk.definition)

    def _descend(self, walk: _Walk, block: Any, value: Any, rest: list[str]) -> None:
        """Follow a path through a block and what is stored in it."""
        walk.definition = block
        if not rest:
            return
        component, *inner = rest
        if isinstance(block, blocks.StructBlock):
            child = block.child_blocks.get(component)
            if child is None:
                return
            walk.names.append(capfirst(str(child.label)))
            self._descend(walk, child, (value or {}).get(component), inner)
        elif isinstance(block, blocks.ListBlock | blocks.StreamBlock):
            position, item = self._indexed(value, "id").get(component, (0, None))
            kind = item.get("type") if item else None
            is_list = isinstance(block, blocks.ListBlock)
            child = block.child_block if is_list else block.child_blocks.get(kind)
            if child is None:
                return
            number = str(position) if position else ""
            walk.names.append(number if is_list else f"{number}. {capfirst(str(child.label))}")
            self._descend(walk, child, item.get("value") if item else None, inner)

    def _indexed(self, items: Any, key: str) -> dict[str, tuple[int, Any]]:
        """Stored items by their identifier, each with its number from 1; a list is read once."""
        if not isinstance(items, list):
            return {}
        known = self._indexes.get(id(items))
        if known is None:
            known = {
                str(item.get(key)): (number, item) for number, item in enumerate(items, 1) if isinstance(item, dict)
            }
            self._indexes[id(items)] = known
        return known


def _label(field: Any) -> str:
    return capfirst(str(getattr(field, "verbose_name", field.name)))


def _help_text(definition: Any) -> Any:
    if isinstance(definition, blocks.Block):
        return getattr(definition.meta, "help_text", "") or getattr(getattr(definition, "field", None), "help_text", "")
    return getattr(definition, "help_text", "")


def _is_multiline(definition: Any) -> bool:
    """Whether a line break means something in a field or block; True where nothing is known."""
    if isinstance(definition, models.TextField | RichTextField):
        return True
    if isinstance(definition, models.CharField):
        return False
    return not (isinstance(definition, blocks.CharBlock) and not isinstance(definition, blocks.TextBlock))
