"""Content paths as names of fields and blocks, without ids.

The same as ``TranslationContext.get_field_path`` of wagtail-localize, which walks from the field down, and
writes a row, for each path anew.
"""

from typing import Any

from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from core.blocks.walk import CONTAINERS, BlockValue, children


class FieldPaths:
    """The field paths of one instance; what was looked up for one path is at hand for the next."""

    def __init__(self, instance: Model) -> None:
        self.instance = instance
        self._children: dict[str, FieldPaths] = {}
        self._values: dict[str, Any] = {}
        self._inside: dict[int, dict[str, BlockValue]] = {}

    def of(self, path: str) -> str:
        """The names along a content path, joined by dots."""
        name, *rest = path.split(".")
        return ".".join([name, *self._below(name, rest)])

    def _below(self, name: str, components: list[str]) -> list[str]:
        field = self.instance._meta.get_field(name)
        if isinstance(field, StreamField):
            if name not in self._values:
                self._values[name] = field.value_from_object(self.instance)
            return self._in_block(self._values[name], components)
        if isinstance(getattr(field, "remote_field", None), ParentalKey) and components:
            return self._child(name, components[0]).of(".".join(components[1:])).split(".")
        return []

    def _child(self, relation: str, key: str) -> "FieldPaths":
        if not self._children.keys() & {f"{relation}.{key}"}:
            for child in getattr(self.instance, relation).all():
                self._children[f"{relation}.{child.translation_key}"] = FieldPaths(child)
        return self._children[f"{relation}.{key}"]

    def _in_block(self, value: Any, components: list[str]) -> list[str]:
        node = self._nodes(value)[components[0]]
        if isinstance(node.block, ImageBlock):
            return [node.name, *components[1:]]
        if isinstance(node.block, CONTAINERS):
            return [node.name, *self._in_block(node.value, components[1:])]
        return [node.name]

    def _nodes(self, value: Any) -> dict[str, BlockValue]:
        """Child nodes of a block value, by path component; cached."""
        if id(value) not in self._inside:
            self._inside[id(value)] = {node.key: node for node in children(value)}
        return self._inside[id(value)]
