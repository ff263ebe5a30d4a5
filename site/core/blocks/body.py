"""Body of a page: the StreamField with all blocks, and its table of contents."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from core.blocks import groups
from core.blocks.text import HeadingBlock, anchor


@dataclass(frozen=True)
class Heading:
    """A heading as the table of contents shows it; ``level`` is 2, 3 or 4."""

    text: str
    anchor: str
    level: int


@dataclass(frozen=True)
class PlacedBlock:
    """A block in its place: what it is, and the level at which headings inside it stand."""

    child: StreamValue.StreamChild
    inner_level: int


class BodyBlock(blocks.StreamBlock):
    """The stream of a page's body. Tells its blocks their identifiers, levels and the page's headings."""

    class Meta:
        template = "blocks/body.html"

    def get_context(self, value: StreamValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        parts, headings, level = [], [], 1
        for child in value:
            if isinstance(child.block, HeadingBlock) and child.value["text"]:
                level = int(child.block.get_context(child.value)["tag"][1])
                headings.append(Heading(child.value["text"], anchor(child.value["text"], child.id), level))
            parts.append(PlacedBlock(child, level + 1))
        context.update(parts=parts, headings=headings)
        return context


class TableOfContentsBlock(blocks.StaticBlock):
    """The headings of the page it stands on."""

    class Meta:
        group = groups.LINKS
        icon = "list-ol"
        label = _("Table of contents")
        admin_text = _("Lists the headings of the page automatically.")
        description = _("Links to the headings on this page.")
        template = "blocks/table_of_contents.html"
        preview_template = "blocks/preview.html"

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The preview stands on no page, so it brings headings."""
        context = super().get_preview_context(value, parent_context)
        titles = [(gettext("What we do"), 2), (gettext("Where we work"), 3), (gettext("How to take part"), 2)]
        context["headings"] = [Heading(text, "", level) for text, level in titles]
        return context
