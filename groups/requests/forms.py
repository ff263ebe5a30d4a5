"""Public form of a service request."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.visitor_forms.fields import LineField, LinesField
from core.visitor_forms.forms import VisitorsForm
from core.vocabularies import countries

#: Characters of a request's text. The limit is the server's: a browser that knew it would cut what is pasted.
LONGEST_PURPOSE = 5000


def _line(label: Any, autocomplete: str, longest: int, **options: Any) -> LineField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return LineField(label=label, widget=widget, validators=[MaxLengthValidator(longest)], **options)


class RequestForm(VisitorsForm):
    """Public form: sender and purpose."""

    name = _line(_("Name"), "name", 160)
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        help_text=_("We will send the answer and a copy of your request to this address."),
    )
    organisation = _line(
        _("Organization"),
        "organization",
        200,
        help_text=_("The organization and unit on whose behalf you are writing."),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        widget=forms.Select(attrs={"autocomplete": "country"}),
        help_text=_("The country where you work. Leave this empty if it is not in the list."),
    )
    purpose = LinesField(
        label=_("What you need the service for"),
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[MaxLengthValidator(LONGEST_PURPOSE)],
        help_text=_("What you want to achieve, for whom, and by when. At most 5,000 characters."),
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        error_messages={
            "required": _("Tick the box to show that you agree. Without your consent we cannot keep your request.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", _("Choose an option")), *countries.choices()]
        days = settings.SERVICE_REQUEST_RETENTION_DAYS
        self.fields["email"].widget.attrs.pop("maxlength", None)
        self.fields["consent"].help_text = ngettext(
            "What you enter is read by those who offer the service and by the platform's service "
            "desk, only in order to answer you. It is deleted after %(days)d day. You can ask for it "
            "to be deleted earlier.",
            "What you enter is read by those who offer the service and by the platform's service "
            "desk, only in order to answer you. It is deleted after %(days)d days. You can ask for "
            "it to be deleted earlier.",
            days,
        ) % {"days": days}

    @property
    def answers(self) -> dict[str, Any]:
        """Cleaned values to store."""
        return {name: value for name, value in self.cleaned_data.items() if name != "consent"}
