"""Programme block of an event."""

from datetime import time
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import groups
from core.blocks.base import ItemsBlock, PlatformStructBlock


class SessionBlock(PlatformStructBlock):
    """A session of a programme. Its times are those of the clocks where the event takes place."""

    day = blocks.DateBlock(
        label=_("Day"),
        required=False,
        help_text=_("Only if the event lasts more than one day. If left empty, the first day is used."),
    )
    starts = blocks.TimeBlock(label=pgettext_lazy("time", "From"), help_text=_("In the time zone of the event."))
    ends = blocks.TimeBlock(label=pgettext_lazy("time", "To"), required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.TextBlock(label=_("Description"), required=False, rows=3)
    speakers = ItemsBlock(
        blocks.CharBlock(label=_("Speaker"), max_length=160),
        label=_("Speakers"),
        default=[],
        help_text=_("Name and post of each speaker, as they should appear in the programme."),
    )

    translated: ClassVar = ("title", "text", "speakers")
    shared: ClassVar = ("day", "starts", "ends")

    class Meta:
        group = groups.LISTS
        icon = "time"
        label = _("Session")
        label_format = "{day} {starts} {title}"
        description = _("Part of the programme, with its time and speakers.")
        template = "blocks/session.html"

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """No session ends before it starts."""
        starts, ends = value.get("starts"), value.get("ends")
        if starts and ends and ends < starts:
            return {"ends": ValidationError(_("The session cannot end before it starts."))}
        return {}

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(
            {
                "day": None,
                "starts": time(10, 0),
                "ends": time(11, 0),
                "title": gettext("Opening"),
                "text": gettext("The purpose of the day."),
                "speakers": [gettext("Name and post of the speaker")],
            }
        )
