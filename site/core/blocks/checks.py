"""System checks that hold the rules for blocks (``manage.py check``)."""

from collections.abc import Iterator
from typing import Any

from django.core import checks
from wagtail import blocks
from wagtail.fields import StreamField

from core.base.checks import our_translatable_models
from core.blocks.walk import walk_definitions

#: Blocks that wagtail-localize 1.14 can't translate or that crash when they are empty.
UNSUPPORTED_BLOCKS = (blocks.RawHTMLBlock,)
UNSUPPORTED_BLOCK_PATHS = (
    "wagtail.images.blocks.ImageBlock",
    "wagtail.embeds.blocks.EmbedBlock",
    "wagtail.contrib.table_block.blocks.TableBlock",
    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
)


@checks.register(checks.Tags.models)
def check_blocks_say_how_they_translate(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every block inside a StreamField of ours declares each of its fields."""
    errors: list[checks.CheckMessage] = []
    for model in our_translatable_models():
        for field in model._meta.local_fields:
            if isinstance(field, StreamField):
                for definition in walk_definitions(field.stream_block, lambda block: not _is_unsupported(block)):
                    path = ".".join((model.__name__, field.name, *definition.path))
                    errors.extend(_check_block(definition.block, path))
    return errors


def _is_unsupported(block: blocks.Block) -> bool:
    classes = {f"{cls.__module__}.{cls.__qualname__}" for cls in type(block).__mro__}
    return isinstance(block, UNSUPPORTED_BLOCKS) or bool(classes & set(UNSUPPORTED_BLOCK_PATHS))


def _check_block(block: blocks.Block, path: str) -> Iterator[checks.CheckMessage]:
    if _is_unsupported(block):
        yield checks.Error(f"{path}: this block can't be translated.", hint="Use one of core.blocks.", id="core.E008")
    elif isinstance(block, blocks.StructBlock):
        declarations = {*getattr(block, "translated", ()), *getattr(block, "shared", ())}
        for name in sorted(set(block.child_blocks) - declarations):
            yield checks.Error(
                f"{path}.{name} does not say whether it is shared or translated.",
                hint="Name it in the block's translated or shared.",
                id="core.E007",
            )
        for name in sorted(set(getattr(block, "shared", ())) & set(block.child_blocks)):
            if _has_words(block.child_blocks[name]):
                yield checks.Error(
                    f"{path}.{name} is shared, but what is in it has words that would never be translated.",
                    hint="Name it in the block's translated.",
                    id="core.E009",
                )


def _has_words(block: blocks.Block) -> bool:
    """Whether a struct in a block declares words."""
    descendants = (child.block for child in walk_definitions(block))
    return any(getattr(child, "translated", ()) for child in (block, *descendants))
