"""Model fields: image, set of codes; the body of a page is in :mod:`core.blocks.fields`."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import JSONField, Lookup
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.vocabularies import countries, goals, languages

#: What an editor can choose from, by the name a field gives.
VOCABULARIES: dict[str, Callable[[], list[tuple[Any, str]]]] = {
    "goals": goals.choices,
    "countries": countries.choices,
    "languages": languages.choices,
}


def image_key(verbose_name: Any, help_text: Any) -> "models.ForeignKey[Any, Any]":
    """A key to an image that may be missing, and that may be deleted."""
    return models.ForeignKey(
        "core_images.PlatformImage",
        verbose_name=verbose_name,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )


class CodesGrid(forms.CheckboxSelectMultiple):
    """All codes of a vocabulary at once, as a grid of checkboxes."""

    template_name = "core/widgets/codes_grid.html"

    class Media:
        css = {"all": ["css/admin/codes-grid.css"]}


class CodesFormField(forms.TypedMultipleChoiceField):
    """The form field of :class:`CodesField`."""

    widget = CodesGrid


class CodesField(JSONField):
    """A set of codes out of a closed vocabulary, stored as a JSON list.

    ``field__has=code`` finds the rows that hold a code, on SQLite and on PostgreSQL (there a GIN
    index serves it).
    """

    def __init__(self, *args: Any, vocabulary: str, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["vocabulary"] = self.vocabulary
        return name, path, args, kwargs

    @property
    def options(self) -> list[tuple[Any, str]]:
        """Code and name, in the active language."""
        return VOCABULARIES[self.vocabulary]()

    def _coerce(self, value: Any) -> Any:
        return int(value) if self.vocabulary == "goals" else str(value)

    def to_python(self, value: Any) -> Any:
        """A plain list without repetitions; what is no list is left for validation to refuse."""
        value = super().to_python(value)
        return list(dict.fromkeys(value)) if isinstance(value, list | tuple) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what the vocabulary doesn't have.

        Raises:
            ValidationError: no list, or a code that the vocabulary doesn't know.
        """
        if not isinstance(value, list):
            raise ValidationError(_("Choose from the list."), code="invalid")
        codes = {code for code, _name in self.options}
        invalid_codes = [str(code) for code in value if code not in codes]
        if invalid_codes:
            raise ValidationError(
                _("“%(codes)s” is not in the list."), code="unknown", params={"codes": ", ".join(invalid_codes)}
            )
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A grid of checkboxes, with names in the editor's language."""
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return CodesFormField(
            choices=lambda: self.options,
            coerce=self._coerce,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            empty_value=[],
        )


@CodesField.register_lookup
class Has(Lookup[Any]):
    """``field__has=code``: the list holds the code."""

    lookup_name = "has"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        # Most rows don't even have the code's letters: only what has them is read as JSON.
        sql = f"(INSTR({column}, %s) AND EXISTS (SELECT 1 FROM json_each({column}) AS code WHERE code.value = %s))"  # noqa: S608 - Django's SQL
        return sql, (*parameters, json.dumps(self.rhs), *parameters, self.rhs)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} @> %s::jsonb", (*parameters, json.dumps(self.rhs))
