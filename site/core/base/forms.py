"""Base of admin forms."""

from functools import cache
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from core.vocabularies import time_zones

#: What is said of a date that can't be read, by the class of its field.
NO_DATE = {
    forms.DateField: _("Enter a date like this: 21/10/2026."),
    forms.DateTimeField: _("Enter a date and a time like this: 21/10/2026 14:30."),
    forms.TimeField: _("Enter a time like this: 14:30."),
}


class DatesMixin:
    """Help texts with the format of dates and the time zone: that of the account, or the platform's.

    A field of a class of its own has its own clock. Rows in the form, such as what a home page features, say it too.
    """

    fields: dict[str, forms.Field]
    formsets: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = time_zones.label(timezone.get_current_timezone_name(), get_language() or "en")
        clock = gettext("Time zone: %(zone)s. You can change it in your account settings.") % {"zone": zone}
        for field in self.fields.values():
            for kind, message in NO_DATE.items():
                if isinstance(field, kind):
                    field.error_messages["invalid"] = message
            if type(field) is forms.DateTimeField:
                field.help_text = f"{field.help_text} {clock}".strip()
        for formset in getattr(self, "formsets", {}).values():
            formset.form = _row_form(formset.form)


@cache
def _row_form(form: type[Any]) -> type[Any]:
    """The form of a row in another form."""
    return type(form.__name__, (DatesMixin, form), {})


class SnippetForm(DatesMixin, WagtailAdminModelForm):
    """The form of a snippet."""
