"""Base of all blocks: which fields are translated and which are shared.

wagtail-localize finds the texts of a plain struct by itself, but gives lists inside a struct that
declares its segments no raw value, so that their items silently stay untranslated, and it makes
every address and chosen page something a translator can override. So our structs walk their values
themselves, list items by identifier, and offer only what is declared.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, TypeAlias

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import quote_path_component
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import extract_strings, restore_strings

from core.blocks.walk import CONTAINERS, BlockValue, children, walk

#: Blocks of plain text. An address or an e-mail is none.
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock)

Segment: TypeAlias = StringSegmentValue | TemplateSegmentValue | OverridableSegmentValue


class PlatformStructBlock(blocks.StructBlock):
    """A struct whose children are each named in ``translated`` or in ``shared``.

    A translated child is a text, a rich text, or a list, stream or struct of such. Everything else
    is shared: a translation takes it from the source, structure included. What a chooser holds is
    shared too; the template shows its version in the reader's language (``core.listings.related``).
    """

    translated: ClassVar[tuple[str, ...]] = ()
    shared: ClassVar[tuple[str, ...]] = ()

    class Meta:
        preview_template = "blocks/preview.html"

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """Contradictions by child; refused in a draft too. For subclasses to implement."""
        return {}

    def gaps(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """Values required for publishing that a draft may lack, by child. For subclasses to implement."""
        return {}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """The validated value.

        Raises:
            StructBlockValidationError: each message at its field, of the children and between them.
        """
        errors = self.conflicts(value)
        if not self.is_deferred_validation:
            errors = self.gaps(value) | errors
        try:
            cleaned = super().clean(value)
        except StructBlockValidationError as error:
            raise StructBlockValidationError(errors | error.block_errors, error.non_block_errors) from error
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def to_python(self, value: Mapping[str, Any] | None) -> blocks.StructValue:
        """The stored value; a child stored as ``null`` counts as not stored."""
        return _without_null_texts(super().to_python(_raw_value(value)))

    def bulk_to_python(self, values: Iterable[Mapping[str, Any] | None]) -> list[blocks.StructValue]:
        return [_without_null_texts(value) for value in super().bulk_to_python([_raw_value(value) for value in values])]

    def get_default(self) -> blocks.StructValue:
        return _without_null_texts(super().get_default())

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """Text for the search index. Wagtail builds the default of each child first, only to drop it."""
        if not self.search_index:
            return []
        return [
            text
            for name, block in self.child_blocks.items()
            if name in value
            for text in block.get_searchable_content(value[name])
        ]

    def get_translatable_segments(self, value: blocks.StructValue) -> list[Segment]:
        """The struct's texts, each under the path of its child. Part of wagtail-localize's interface."""
        return extract(self, value)

    def restore_translated_segments(self, value: blocks.StructValue, segments: list[Segment]) -> blocks.StructValue:
        """The same struct with its texts replaced. Part of wagtail-localize's interface."""
        struct: blocks.StructValue = restore(self, value, segments)
        return struct


class ItemsBlock(blocks.ListBlock):
    """A list; one stored as ``null`` is empty, and so is a text in it."""

    def to_python(self, value: list[Any] | None) -> ListValue:
        return _without_null_items(super().to_python(value or []))

    def bulk_to_python(self, values: Iterable[list[Any] | None]) -> list[ListValue]:
        return [_without_null_items(value) for value in super().bulk_to_python([value or [] for value in values])]

    def get_default(self) -> ListValue:
        return _without_null_items(super().get_default())


def _raw_value(value: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: inner for name, inner in (value or {}).items() if inner is not None}


def _without_null_texts(value: blocks.StructValue) -> blocks.StructValue:
    """Wagtail's text blocks default to None, which is no text and crashes wagtail-localize."""
    for name, block in value.block.child_blocks.items():
        if isinstance(block, TEXT_BLOCKS) and value.get(name) is None:
            value[name] = ""
    return value


def _without_null_items(value: ListValue) -> ListValue:
    for item in value.bound_blocks:
        if isinstance(item.block, TEXT_BLOCKS) and item.value is None:
            item.value = ""
    return value


def extract(block: blocks.Block, value: Any) -> list[Segment]:
    """The segments of a value, each under its path; none for an empty one."""
    nodes = ((node.path, node.block, node.value) for node in walk(value, _is_translated))
    return [
        segment.wrap(path) if path else segment
        for path, node_block, node_value in itertools.chain([("", block, value)], nodes)
        if node_value is not None
        for segment in _texts_of(node_block, node_value)
    ]


def _is_translated(node: BlockValue) -> bool:
    """Whether a struct declares a child as translated; items of lists and streams follow what they are in."""
    return not node.in_struct or node.name in getattr(node.holder.block, "translated", ())


def _texts_of(block: blocks.Block, value: Any) -> Iterator[Segment]:
    if isinstance(block, blocks.RichTextBlock):
        return _extract_rich_text(value)
    return _extract_text(value) if isinstance(block, TEXT_BLOCKS) else iter(())


def _extract_rich_text(value: RichText) -> Iterator[Segment]:
    template, strings = extract_strings(value.source or "")
    yield TemplateSegmentValue("", "html", template, len(strings))
    links = set()
    for text, attributes in strings:
        yield StringSegmentValue("", text, attrs=attributes)
        links |= {tag["href"] for tag in attributes.values() if "href" in tag}
    for link in sorted(links):
        yield OverridableSegmentValue(quote_path_component(link), link)


def _extract_text(value: str) -> Iterator[Segment]:
    if value.strip():
        yield StringSegmentValue("", value)


def restore(block: blocks.Block, value: Any, segments: list[Segment]) -> Any:
    """A value with its texts replaced by those of the segments.

    Raises:
        TypeError: the block is of a kind that has no texts, so that a field is wrongly declared.
    """
    if isinstance(block, blocks.RichTextBlock):
        _format, template, strings = organise_template_segments(segments)
        return RichText(restore_strings(template, strings))
    if isinstance(block, TEXT_BLOCKS):
        return segments[0].render_text()
    if not isinstance(block, CONTAINERS):
        raise TypeError(f"{type(block).__name__} has no texts to translate.")
    by_component = _by_first_component(segments)
    for node in children(value):
        if inner := by_component.get(node.key):
            node.replace(restore(node.block, node.value, inner))
    return value


def _by_first_component(segments: list[Segment]) -> dict[str, list[Segment]]:
    """The segments by the first component of their path, taken off."""
    by_component: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        component, inner = segment.unwrap()
        by_component[component].append(inner)
    return by_component
