"""The model field for the body of a page."""

from typing import Any

from wagtail.blocks import TextBlock
from wagtail.fields import StreamField
from wagtail.rich_text import RichText

from core.base.plain_text import clean_line, clean_lines, is_clean
from core.blocks.body import BodyBlock
from core.blocks.walk import walk


class BodyField(StreamField):
    """A StreamField whose migrations don't repeat its block definitions.

    Blocks change often and their definitions are no part of the database's schema, so a migration
    carries only the column. A data migration over blocks imports the definitions it needs.

    Items of list blocks are stored with their identifiers at every save, also when the value came
    as raw data: their translations hang on them. Texts are stored without control characters.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(BodyBlock(block_types) if isinstance(block_types, tuple | list) else block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave the blocks out, keep the column's own options."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def get_prep_value(self, value: Any) -> Any:
        """Give every list item its identifier, and take out what is no text, before the value is stored."""
        _load_blocks(value)
        return super().get_prep_value(value)


def _load_blocks(value: Any) -> None:
    """Turn raw data into blocks, at every depth (blocks have identifiers), and clean the texts in them."""
    for node in walk(value):
        if isinstance(node.value, RichText):
            if not is_clean(node.value.source or ""):
                node.replace(RichText(clean_lines(node.value.source)))
        elif isinstance(node.value, str):
            clean = clean_lines if isinstance(node.block, TextBlock) else clean_line
            node.replace(clean(node.value))
