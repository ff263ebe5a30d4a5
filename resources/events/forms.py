"""Admin form of an event, with times in its own time zone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.base.models.base_page import BasePageForm
from core.vocabularies import time_zones

#: The fields that hold moments.
MOMENTS = ("starts_at", "ends_at", "registration_closes")


class EventForm(BasePageForm):
    """Reads times as the event's clocks show them; knows what an event needs before it is published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MOMENTS:
            if moment := self.initial.get(name):
                self.initial[name] = time_zones.wall(moment, self.instance.timezone)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in MOMENTS:
            if wall_time := cleaned.get(name):
                try:
                    cleaned[name] = time_zones.moment(wall_time, cleaned.get("timezone", ""))
                except time_zones.SkippedTimeError:
                    self.add_error(
                        name, _("This time does not exist on that day because clocks go forward. Choose another time.")
                    )
        if not self.is_deferred_validation and cleaned.get("mode") != "online" and cleaned.get("city") == "":
            self.add_error("city", _("Enter the city where the event takes place, or say that it is online."))
        return cleaned
