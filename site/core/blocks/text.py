"""Text blocks: headings, paragraphs, quotes."""

from typing import Any, ClassVar

from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from core.base.rich_text import PROSE
from core.blocks import groups
from core.blocks.base import PlatformStructBlock
from core.blocks.link_targets import LinkedTextBlock


def anchor(text: str, block_id: str | None) -> str:
    """Anchor of a heading.

    Taken from the block's identifier, so that it outlives a change of words and is the same in
    every language; from the words only where a heading stands outside a page's body.
    """
    return f"section-{block_id[:8]}" if block_id else slugify(text, allow_unicode=True)


class HeadingBlock(PlatformStructBlock):
    """A heading with an address of its own."""

    text = blocks.CharBlock(label=_("Text"), max_length=255)
    level = blocks.ChoiceBlock(
        search_index=False,
        label=_("Level"),
        choices=[("h2", _("Section")), ("h3", _("Subsection")), ("h4", _("Sub-subsection"))],
        default="h2",
        help_text=_("Do not skip a level: a subsection must be within a section."),
    )

    translated: ClassVar = ("text",)
    shared: ClassVar = ("level",)

    class Meta:
        group = groups.TEXT
        icon = "title"
        label = _("Heading")
        label_format = "{text}"
        description = _("A heading that links and the table of contents can point to.")
        template = "blocks/heading.html"

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize({"text": gettext("What we do"), "level": "h2"})

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds the heading's ``anchor`` and its ``tag`` (h2 to h4)."""
        context = super().get_context(value, parent_context)
        levels = dict(self.child_blocks["level"].field.choices)
        context["tag"] = value["level"] if value["level"] in levels else "h2"
        context["anchor"] = anchor(value["text"] or "", context.get("block_id"))
        return context


class ProseBlock(LinkedTextBlock):
    """Paragraphs, lists and links. One field, so no struct: the editor types straight into it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", list(PROSE))
        super().__init__(**kwargs)

    class Meta:
        group = groups.TEXT
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists, with links, bold and italics.")
        template = "blocks/rich_text.html"
        preview_template = "blocks/preview.html"

    def get_preview_value(self) -> RichText:
        return RichText(
            "<p>{}</p><ul><li>{}</li><li>{}</li></ul>".format(
                gettext("The group brings together <b>all who work on the subject</b>."),
                gettext("It shares what it learns."),
                gettext("It answers requests from countries."),
            )
        )


class QuoteBlock(PlatformStructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quote"), help_text=_("Without quotation marks. They are added automatically."))
    author = blocks.CharBlock(label=_("Author"), required=False, max_length=200)
    role = blocks.CharBlock(label=_("Post or organization"), required=False, max_length=200)
    source = blocks.URLBlock(label=_("Address of the source"), required=False)

    translated: ClassVar = ("text", "author", "role")
    shared: ClassVar = ("source",)

    class Meta:
        group = groups.TEXT
        icon = "openquote"
        label = _("Quote")
        label_format = "{text}"
        description = _("A quotation, with its author and source.")
        template = "blocks/quote.html"

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(
            {
                "text": gettext("Nobody is left behind when everybody is counted."),
                "author": gettext("Name of the author"),
                "role": gettext("Post, organization"),
                "source": "",
            }
        )
