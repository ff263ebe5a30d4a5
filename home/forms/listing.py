"""The answers in the admin: one list for all languages, for whoever may edit the form."""

import re
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.contrib.forms.views import SubmissionsListView
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.forms.table import Table

#: What a spreadsheet takes for the beginning of a formula, blanks before it included.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠]")
#: Characters that can't stand in a spreadsheet.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet calculates or refuses: texts are led by an apostrophe where they need it."""
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)
    return f"'{text}" if _FORMULA.match(text) else text


class AnswersView(SubmissionsListView):
    """Wagtail's list of submissions, with our table: labels in the editor's language, every language's answers."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Replaces what stands in the cells."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        table = Table(self.form_page)
        for row, submission in zip(context.get("data_rows", ()), context["submissions"], strict=False):
            row["fields"] = [table.text(submission, column.name) for column in table.columns]
        return context

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Make the table that an export goes through."""
        self.table = Table(kwargs["form_page"])
        return super().dispatch(request, *args, **kwargs)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """A row of the export."""
        return {name: self.table.value(item, name) for name in self.list_export}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """As Wagtail does it, and harmless."""
        return harmless(super().preprocess_field_value(field, value, export_format))

    def get_heading(self, queryset: Any, field: str) -> Any:
        """As Wagtail does it, and harmless."""
        return harmless(super().get_heading(queryset, field))


def only_sources(user: Any, forms: QuerySet[Page]) -> QuerySet[Page]:
    """Of the forms that somebody may edit, those that answers are kept under.

    A translator edits translations, whose answers are the source's: they are not theirs to read.
    The same rule as ``translation.sources.is_source``, for many pages at once.
    """
    records = Translation.objects.filter(source__object_id=OuterRef("translation_key"))
    default = Locale.get_default()
    in_default = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=default, alias_of=None)
    return forms.filter(
        Exists(records.filter(source__locale_id=OuterRef("locale_id"))) | Q(locale=default) | ~Exists(in_default),
        ~Exists(records.filter(target_locale_id=OuterRef("locale_id"))),
        alias_of=None,
    )
