"""List of submissions in the admin, for editors of the form."""

from typing import Any

from wagtail.contrib.forms.views import SubmissionsListView

from core.base.spreadsheets import HarmlessExportMixin
from home.forms.submissions_table import SubmissionsTable


class AnswersView(HarmlessExportMixin, SubmissionsListView):
    """Wagtail's list of submissions, with our table: labels in the editor's language, every language's answers."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Replaces what stands in the cells."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        table = SubmissionsTable(self.form_page)
        for row, submission in zip(context.get("data_rows", ()), context["submissions"], strict=False):
            row["fields"] = [table.text(submission, column.name) for column in table.columns]
        return context

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Make the table that an export goes through."""
        self.table = SubmissionsTable(kwargs["form_page"])
        return super().dispatch(request, *args, **kwargs)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: self.table.value(item, name) for name in self.list_export}
