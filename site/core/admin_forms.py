"""What forms of the admin have in common."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from wagtail.admin.forms.models import WagtailAdminModelForm

from core.vocabularies import time_zones


class TimeZoneHelpMixin:
    """Says by which clock dates and times are read: that of the editor's account, or else the platform's.

    A field of another class has a clock of its own.
    """

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = time_zones.label(timezone.get_current_timezone_name(), get_language() or "en")
        said = gettext("Time zone: %(zone)s. You can change it in your account settings.") % {"zone": zone}
        for field in self.fields.values():
            if type(field) is forms.DateTimeField:
                field.help_text = f"{field.help_text} {said}".strip()


class SnippetForm(TimeZoneHelpMixin, WagtailAdminModelForm):
    """The form of a snippet."""
