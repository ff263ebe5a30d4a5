"""Callout block."""

from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import groups
from core.blocks.base import PlatformStructBlock


class MessageBlock(PlatformStructBlock):
    """One message, in a sentence or two."""

    text = blocks.TextBlock(label=_("Message"), rows=2, max_length=500)

    translated: ClassVar = ("text",)

    class Meta:
        group = groups.TEXT
        icon = "openquote"
        label = _("Message")
        label_format = "{text}"
        description = _("What readers should remember, in one or two sentences.")
        template = "blocks/message.html"

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize({"text": gettext("Countries that share their data recover faster.")})
