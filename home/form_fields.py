"""Form fields as StreamField blocks: editors combine them, translators see only words.

Wagtail's own form fields are inline children, which wagtail-localize copies untranslated, and the
choices of a field would be children of children, on which it crashes. So the fields are a stream of
one struct each. A struct's label, help and choices' labels are translated; its name and its choices'
keys are shared, and a translation takes them, and the order, from the source. Answers are stored by
name and key, so that all languages fill one list and a changed word leaves old answers readable.

The blocks' names are the field types of ``wagtail.contrib.forms``, whose builder makes the form.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.base import ItemsBlock, PlatformStructBlock
from home.forms.form_builder import AnswersFormBuilder, form_field

#: Small letters, digits and hyphens, a letter first: no name can be one of the form's own columns.
NAME = r"^[a-z][a-z0-9-]*$"
NAME_LENGTH = 60
MOST_FIELDS = 60
MOST_CHOICES = 60

TEXT_GROUP = _("Text")
CHOICE_GROUP = _("Choices")


class NameBlock(blocks.RegexBlock):
    """A name for programs, the same in every language; empty until it is taken from the label."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", NAME_LENGTH)
        message = _("Use lower-case letters without accents, digits and hyphens. Start with a letter.")
        super().__init__(NAME, error_messages={"invalid": message}, **kwargs)


class OptionBlock(PlatformStructBlock):
    """One of the choices that a field offers."""

    label = blocks.CharBlock(label=_("Choice"), max_length=200)
    key = NameBlock(
        label=_("Key"),
        help_text=_(
            "Stored with the answers, the same in every language. If left empty, it is generated from the label."
        ),
    )

    translated: ClassVar = ("label",)
    shared: ClassVar = ("key",)

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        label_format = "{label}"


class FieldBlock(PlatformStructBlock):
    """A field of a form."""

    label = blocks.CharBlock(label=_("Label"), max_length=200, help_text=_("The question, in a few words."))
    help = blocks.CharBlock(
        label=_("Help"),
        required=False,
        max_length=400,
        help_text=_("Shown below the label, for example to explain why you are asking."),
    )
    required = blocks.BooleanBlock(
        label=_("Required"), required=False, default=True, help_text=_("The form cannot be sent without an answer.")
    )
    name = NameBlock(
        label=_("Machine name"),
        help_text=_(
            "Answers are stored under this name in every language. If you leave it empty, it is "
            "generated from the label and then stays the same. If you change it, new answers go into "
            "a new column and old answers stay in the old one."
        ),
    )

    translated: ClassVar[tuple[str, ...]] = ("label", "help")
    shared: ClassVar = ("required", "name")

    class Meta:
        group = TEXT_GROUP
        icon = "form"
        label_format = "{label}"
        template = "blocks/form_field.html"

    def get_preview_value(self) -> blocks.StructValue:
        """A field with a label and help."""
        notes = gettext("Give us only the information that we need to answer you.")
        example = {"label": str(self.label), "help": notes, "required": True, "name": "example"}
        return self.normalize({**example, **self.example_choices()})

    def example_choices(self) -> dict[str, Any]:
        """The preview's choices; none for a field to type in."""
        return {}

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``field``: the form field that visitors get."""
        context = super().get_context(value, parent_context)
        form = AnswersFormBuilder([form_field(self.name, value, "example")]).get_form_class()()
        context["field"] = next(iter(form))
        return context


class ChoicesBlock(FieldBlock):
    """A field that offers choices."""

    choices = ItemsBlock(OptionBlock(), label=_("Choices"), default=[], max_num=MOST_CHOICES)

    translated: ClassVar = (*FieldBlock.translated, "choices")

    class Meta:
        group = CHOICE_GROUP

    def example_choices(self) -> dict[str, Any]:
        return {
            "choices": [
                {"label": gettext("One country"), "key": "one"},
                {"label": gettext("Several countries"), "key": "several"},
            ]
        }

    def gaps(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """There is something to choose from."""
        return {} if len(value["choices"]) else {"choices": ValidationError(_("Enter at least one choice."))}

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """No two choices have the same key."""
        keys = [option["key"] for option in value["choices"]]
        duplicates = sorted({key for key in keys if key and keys.count(key) > 1})
        if not duplicates:
            return {}
        message = _("Two choices have the key “%(key)s”. Give one of them a different key.")
        return {"choices": ValidationError(message, params={"key": duplicates[0]})}


def _field(base: type[FieldBlock], icon: str, label: Any, description: Any) -> FieldBlock:
    return base(icon=icon, label=label, description=description)


#: Names are stored with the pages and are those of the form builder's types.
FIELD_BLOCKS: list[tuple[str, FieldBlock]] = [
    ("singleline", _field(FieldBlock, "minus", _("Short text"), _("A short answer of at most 255 characters."))),
    ("multiline", _field(FieldBlock, "pilcrow", _("Long text"), _("A long answer of at most 5,000 characters."))),
    (
        "email",
        _field(FieldBlock, "mail", _("Email address"), _("The address is validated. Replies to the email go to it.")),
    ),
    ("number", _field(FieldBlock, "decimal", _("Number"), _("A whole number or a decimal."))),
    ("url", _field(FieldBlock, "link", _("Web address"), _("The address of a page or file on another site."))),
    ("date", _field(FieldBlock, "date", _("Date"), _("A date, chosen from a calendar if the browser has one."))),
    ("checkbox", _field(FieldBlock, "check", _("Checkbox"), _("Yes or no. If it is required, it must be ticked."))),
    (
        "checkboxes",
        _field(ChoicesBlock, "tasks", _("Multiple choice"), _("Checkboxes; any number of them can be ticked.")),
    ),
    ("dropdown", _field(ChoicesBlock, "arrow-down", _("Drop-down list"), _("A drop-down list."))),
    ("radio", _field(ChoicesBlock, "radio-full", _("Option buttons"), _("All choices are visible at once."))),
]


class FormFieldsBlock(blocks.StreamBlock):
    """The fields of a form, in their order."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_num", MOST_FIELDS)
        super().__init__(local_blocks or FIELD_BLOCKS, **kwargs)

    def clean(self, value: StreamValue) -> StreamValue:
        """The validated fields.

        Raises:
            StreamBlockValidationError: each message at its field; a name that two fields have at the second one.
        """
        duplicates: dict[int, Any] = {}
        names: set[str] = set()
        for number, child in enumerate(value):
            name = child.value["name"]
            if name and name in names:
                message = _("Another field already has this machine name. Choose a different one, or leave it empty.")
                duplicates[number] = StructBlockValidationError({"name": ValidationError(message)})
            names.add(name)
        try:
            cleaned = super().clean(value)
        except StreamBlockValidationError as error:
            raise StreamBlockValidationError(
                block_errors=_merge_errors(duplicates, error.block_errors), non_block_errors=error.non_block_errors
            ) from error
        if duplicates:
            raise StreamBlockValidationError(block_errors=duplicates)
        return cleaned


def _merge_errors(names: Mapping[int, Any], field_errors: Mapping[int, Any]) -> dict[int, Any]:
    """The errors of both, by the fields' number."""
    merged = {**names, **field_errors}
    for number in names.keys() & field_errors.keys():
        errors = field_errors[number].block_errors | names[number].block_errors
        merged[number] = StructBlockValidationError(errors, field_errors[number].non_block_errors)
    return merged


def fill_names(fields: StreamValue, before: StreamValue | None = None) -> None:
    """Give every field its machine name and every choice its key, taken from the labels.

    Args:
        fields: changed in place; a name that is there stays.
        before: the fields as they were last stored: what had a name then gets it back, so that
            neither a form sent twice from one screen nor an emptied box begins a new column.
    """
    previous = {identifier: value["name"] for identifier, value in _fields_by_name(before or ())}
    _fill(list(_fields_by_name(fields)), previous, "name", "field")
    for child in fields:
        if "choices" in child.value:
            options = child.value["choices"].bound_blocks
            _fill([(option.id, option.value) for option in options], _keys(before, child.id), "key", "choice")


def lacks_names(fields: StreamValue) -> bool:
    """Whether :func:`fill_names` would change anything."""
    return any(
        not child.value["name"] or any(not option["key"] for option in child.value.get("choices", ()))
        for child in fields
    )


def _fields_by_name(fields: Iterable[Any]) -> Iterator[tuple[str, blocks.StructValue]]:
    for child in fields:
        yield child.id, child.value


def _keys(before: StreamValue | None, identifier: str) -> dict[str, str]:
    """The keys that the choices of a field had, by the choices' identifiers."""
    return {
        option.id: option.value["key"]
        for child in before or ()
        if child.id == identifier and "choices" in child.value
        for option in child.value["choices"].bound_blocks
    }


def _fill(values: list[tuple[str, blocks.StructValue]], names_before: Mapping[str, str], key: str, prefix: str) -> None:
    existing = {value[key] for _identifier, value in values if value[key]}
    for identifier, value in values:
        if value[key]:
            continue
        candidate = names_before.get(identifier) or _name(value["label"], prefix)
        value[key] = next(name for name in _numbered_names(candidate) if name not in existing)
        existing.add(value[key])


def _name(label: str, prefix: str) -> str:
    """A name made of a label; ``prefix`` comes first where the label does not start with a Latin letter."""
    name = slugify(label).replace("_", "-").strip("-")
    name = name if name[:1].isalpha() else f"{prefix}-{name}".strip("-")
    return name[: NAME_LENGTH - 4].strip("-")


def _numbered_names(name: str) -> Iterator[str]:
    yield name
    for number in range(2, MOST_FIELDS * 10):
        yield f"{name}-{number}"
