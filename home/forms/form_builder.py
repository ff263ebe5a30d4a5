"""Build the Django form of a form page from its blocks, with Wagtail's form builder."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.forms.forms import BaseForm, FormBuilder
from wagtail.rich_text import RichText

from core.visitor_forms.fields import LineField, LinesField
from core.visitor_forms.forms import VisitorsForm

#: The tick of consent. No machine name begins with an underscore.
CONSENT = "_consent"

LINE_LENGTH = 255
TEXT_LENGTH = 5000
ADDRESS_LENGTH = 500
NUMBER_DIGITS = 20
NUMBER_DECIMALS = 6


@dataclass(frozen=True)
class FormField:
    """A field as ``wagtail.contrib.forms`` knows it. ``options`` are pairs of key and label."""

    clean_name: str
    field_type: str
    label: str
    help_text: str
    required: bool
    options: tuple[tuple[str, str], ...] = ()
    default_value: str = ""


def form_field(field_type: str, value: Mapping[str, Any], otherwise: str) -> FormField:
    """A field's block. ``otherwise`` names it while it has no machine name, in a preview."""
    options = tuple(
        (option["key"] or f"choice-{number}", option["label"]) for number, option in enumerate(value.get("choices", ()))
    )
    return FormField(
        value["name"] or otherwise, field_type, value["label"], value["help"], bool(value["required"]), options
    )


def form_fields(fields: StreamValue) -> list[FormField]:
    """All fields of a form page, in their order."""
    return [form_field(child.block_type, child.value, f"field-{number}") for number, child in enumerate(fields)]


class AnswersForm(VisitorsForm, BaseForm):
    """Public form with the fields that an editor chose."""


class AnswersFormBuilder(FormBuilder):
    """Wagtail's builder, with keys and labels for choices, and a limit to what can be typed.

    The limit is the server's: told of it, a browser would cut what is pasted and say nothing.
    """

    def __init__(self, fields: list[FormField], consent: str = "") -> None:
        """``consent``: the rich text to agree to; empty where nobody has to."""
        super().__init__(fields)
        self.consent = consent

    def create_singleline_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return LineField(**options, validators=[MaxLengthValidator(LINE_LENGTH)])

    def create_multiline_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": 6})
        return LinesField(**options, validators=[MaxLengthValidator(TEXT_LENGTH)], widget=widget)

    def create_email_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return forms.EmailField(**options, widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}))

    def create_url_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        widget = forms.URLInput(attrs={"dir": "ltr"})
        limit = MaxLengthValidator(ADDRESS_LENGTH)
        return forms.URLField(**options, validators=[limit], assume_scheme="https", widget=widget)

    def create_number_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        return forms.DecimalField(
            **options, max_digits=NUMBER_DIGITS, decimal_places=NUMBER_DECIMALS, localize=True, widget=widget
        )

    def create_date_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return forms.DateField(**options, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def create_dropdown_field(self, field: FormField, options: dict[str, Any]) -> forms.Field:
        return forms.ChoiceField(**options, choices=[("", _("Choose an option")), *field.options])

    def get_formatted_field_choices(self, field: FormField) -> list[tuple[str, str]]:
        return list(field.options)

    def get_formatted_field_initial(self, field: FormField) -> list[str]:
        return []

    def get_field_options(self, field: FormField) -> dict[str, Any]:
        """Options common to all kinds of fields."""
        options: dict[str, Any] = super().get_field_options(field)
        options["initial"] = None
        return options

    @property
    def formfields(self) -> dict[str, forms.Field]:
        """The form's fields by machine name, the tick of consent last."""
        fields: dict[str, forms.Field] = super().formfields
        if self.consent:
            fields[CONSENT] = forms.BooleanField(
                label=_("I agree"),
                help_text=RichText(self.consent).__html__(),
                error_messages={
                    "required": _(
                        "Tick the box to show that you agree. Without your consent we cannot keep your answers."
                    )
                },
            )
        return fields

    def get_form_class(self) -> type[AnswersForm]:
        return type("Answers", (AnswersForm,), dict(self.formfields))
