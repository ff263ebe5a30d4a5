"""Submissions of a form as one table, for all languages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import get_language, gettext, gettext_lazy
from wagtail.models import Locale

from core.vocabularies import languages
from home.forms.form_builder import FormField
from home.models.submission import Submission

TIME = "submit_time"
LANGUAGE = "_language"
MAILED_COLUMN = "_mailed"
CONSENT_COLUMN = "_consented"


#: How what was stored as text is read, by the kind of field.
READ: dict[str, Callable[[Any], Any]] = {
    "number": lambda value: Decimal(str(value)),
    "date": lambda value: date.fromisoformat(str(value)),
}


@dataclass(frozen=True)
class Column:
    """A column and what stands above it, in the reader's language."""

    name: str
    heading: Any


class Form(Protocol):
    """What the table reads off a form: off the source, and off its version in the reader's language."""

    @property
    def source(self) -> "Form": ...
    @property
    def consent(self) -> str: ...
    @property
    def mail_to(self) -> str: ...
    @property
    def locale(self) -> Locale: ...
    def version_in(self, language_code: str) -> "Form | None": ...
    def get_form_fields(self) -> list[FormField]: ...
    def get_submissions(self) -> QuerySet[Submission]: ...


class SubmissionsTable:
    """The columns of a form, and what its submissions say in each.

    Labels are those of today in the active language, or in the source's where the form is not
    translated. What is no longer asked keeps its column, under its machine name.
    """

    def __init__(self, page: Form) -> None:
        self.page = page.source

    @cached_property
    def fields(self) -> list[FormField]:
        """The source's fields, in its order."""
        return self.page.get_form_fields()

    @cached_property
    def columns(self) -> list[Column]:
        """Columns: time and language, current fields, former fields, consent, email."""
        field_names = [field.clean_name for field in self.fields]
        return [
            Column(TIME, gettext_lazy("Sent on")),
            Column(LANGUAGE, gettext_lazy("Language")),
            *(Column(name, self._labels.get(name) or name) for name in field_names),
            *(
                Column(name, gettext("%(field)s (no longer in the form)") % {"field": self._labels.get(name, name)})
                for name in self._former_fields(field_names)
            ),
            *([Column(CONSENT_COLUMN, gettext_lazy("Consent"))] if self.page.consent else []),
            *([Column(MAILED_COLUMN, gettext_lazy("Emailed"))] if self.page.mail_to else []),
        ]

    def headings(self) -> list[tuple[str, Any]]:
        """Name and heading of each column."""
        return [(column.name, column.heading) for column in self.columns]

    def text(self, submission: Submission, name: str) -> str:
        """Text of a cell."""
        value = self.value(submission, name)
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        if isinstance(value, date):
            return date_format(value, "SHORT_DATE_FORMAT")
        return str(localize(value)) if isinstance(value, Decimal) else str(value)

    def value(self, submission: Submission, name: str) -> Any:
        """A cell's value: choices by their labels, numbers, dates and times as such; ``""`` for none."""
        if name == TIME:
            return submission.submit_time
        if name == LANGUAGE:
            return languages.name(submission.language, get_language() or "en")
        if name == CONSENT_COLUMN:
            return submission.consented
        if name == MAILED_COLUMN:
            return submission.mailed_at or gettext("waiting")
        return self._answer(name, submission.form_data.get(name))

    def _answer(self, name: str, value: Any) -> Any:
        if value is None:
            return ""
        labels = self._options.get(name, {})
        if labels or isinstance(value, list):
            keys = value if isinstance(value, list) else [value]
            return ", ".join(labels.get(str(key), str(key)) for key in keys)
        try:
            return READ[kind](value) if (kind := self._kinds.get(name, "")) in READ else value
        except (InvalidOperation, ValueError):  # it was another kind of field once, or is empty
            return value

    def _former_fields(self, field_names: Iterable[str]) -> list[str]:
        """Machine names that submissions have and the form no longer asks for, sorted."""
        name_lists = self.page.get_submissions().order_by().values_list("names", flat=True).distinct()
        return sorted({name for names in name_lists for name in names.split()} - set(field_names))

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {field.clean_name: field.field_type for field in self.fields}

    @cached_property
    def _readers_fields(self) -> list[FormField]:
        """The fields of the version in the active language, later ones standing for earlier ones."""
        language = get_language() or ""
        if language == self.page.locale.language_code:
            return self.fields
        localized_page = self.page.version_in(language)
        return [*self.fields, *(localized_page.get_form_fields() if localized_page else [])]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {field.clean_name: field.label for field in self._readers_fields if field.label}

    @cached_property
    def _options(self) -> dict[str, dict[str, str]]:
        options: dict[str, dict[str, str]] = {}
        for field in self._readers_fields:
            if field.options:
                options.setdefault(field.clean_name, {}).update(dict(field.options))
        return options
