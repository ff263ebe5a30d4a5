"""Walker over StreamField blocks: over a value, or over a definition.

Both go in the order of the editor's form, what holds others before what is in it. Paths are those of
wagtail-localize: a child of a struct stands under its name, an item of a list or stream under its identifier.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StreamValue, StructBlock, StructValue
from wagtail.blocks.list_block import ListValue

#: Blocks that hold others.
CONTAINERS = (StructBlock, ListBlock, StreamBlock)

#: What Wagtail calls each item of a list.
ITEM = "item"


@dataclass(slots=True)
class BlockValue:
    """A value inside another one.

    ``name`` is the child's name in a struct, the block's type in a stream, ``item`` in a list; ``key`` is the last
    component of ``path``. ``holder`` keeps the value: the struct, or the bound block of the item.
    """

    path: str
    key: str
    name: str
    block: Block
    value: Any
    holder: Any

    @property
    def in_struct(self) -> bool:
        """Whether it is a child of a struct, and no item of a list or stream."""
        return isinstance(self.holder, StructValue)

    def replace(self, value: Any) -> None:
        """Put another value in its place."""
        if self.in_struct:
            self.holder[self.name] = value
        else:
            self.holder.value = value


@dataclass(frozen=True, slots=True)
class BlockDefinition:
    """A block inside another one, ``holder``; ``path`` are the names that lead to it."""

    path: tuple[str, ...]
    block: Block
    holder: Block


def children(value: Any, path: str = "") -> Iterator[BlockValue]:
    """The values directly inside a value; none inside what holds no blocks."""
    prefix = f"{path}." if path else ""
    if isinstance(value, StructValue):
        for name, block in value.block.child_blocks.items():
            if name in value:
                yield BlockValue(prefix + name, name, name, block, value[name], value)
    elif isinstance(value, ListValue):
        for item in value.bound_blocks:
            yield BlockValue(prefix + item.id, item.id, ITEM, item.block, item.value, item)
    elif isinstance(value, StreamValue):
        for child in value:
            yield BlockValue(f"{prefix}{child.id}", child.id, child.block_type, child.block, child.value, child)


def walk(value: Any, follow: Callable[[BlockValue], bool] = lambda _node: True, path: str = "") -> Iterator[BlockValue]:
    """All values inside a value; those that ``follow`` refuses are left out with what is inside them."""
    for node in children(value, path):
        if follow(node):
            yield node
            if isinstance(node.block, CONTAINERS):
                yield from walk(node.value, follow, node.path)


def child_blocks(block: Block) -> dict[str, Block]:
    """The blocks directly inside a block, by name."""
    if isinstance(block, ListBlock):
        return {ITEM: block.child_block}
    if isinstance(block, StructBlock | StreamBlock):
        return dict(block.child_blocks)
    return {}


def walk_definitions(
    block: Block, follow: Callable[[Block], bool] = lambda _block: True, path: tuple[str, ...] = ()
) -> Iterator[BlockDefinition]:
    """All blocks inside a block; what is inside those that ``follow`` refuses is left out."""
    if not follow(block):
        return
    for name, child in child_blocks(block).items():
        yield BlockDefinition((*path, name), child, block)
        yield from walk_definitions(child, follow, (*path, name))
