"""Objectives block of a working group."""

from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from core.base.rich_text import SIMPLE
from core.blocks import groups
from core.blocks.base import ItemsBlock, PlatformStructBlock
from core.blocks.link_targets import LinkedTextBlock


class ObjectiveBlock(PlatformStructBlock):
    """One objective, with its parts as a list of their own."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    text = LinkedTextBlock(label=_("Objective"), features=list(SIMPLE))
    parts = ItemsBlock(
        blocks.TextBlock(label=_("Part"), rows=2),
        label=_("Parts"),
        default=[],
        help_text=_("The components of the objective, one entry per part."),
    )

    translated: ClassVar = ("heading", "text", "parts")

    class Meta:
        group = groups.LISTS
        icon = "tasks"
        label = _("Objective")
        label_format = "{heading}"
        description = _("What the group wants to achieve, with its parts.")
        template = "blocks/objective.html"

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(
            {
                "heading": gettext("Better data"),
                "text": RichText(f"<p>{gettext('Countries can count on shared methods.')}</p>"),
                "parts": [gettext("Publish a guide."), gettext("Train statistical offices.")],
            }
        )
