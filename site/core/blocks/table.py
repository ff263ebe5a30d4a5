"""Table block, accessible and translatable."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError

from core.blocks import groups
from core.blocks.base import ItemsBlock, PlatformStructBlock


class TableBlock(PlatformStructBlock):
    """A table with caption and header row. Short rows are filled up with empty cells."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=255, help_text=_("What the table shows, where and when."))
    header = ItemsBlock(
        blocks.CharBlock(label=_("Column"), max_length=120),
        label=_("Header row"),
        min_num=1,
        max_num=12,
        help_text=_("One entry per column."),
    )
    rows = ItemsBlock(
        ItemsBlock(
            blocks.TextBlock(label=_("Cell"), required=False, rows=1),
            label=_("Row"),
            max_num=12,
        ),
        label=_("Rows"),
        min_num=1,
        help_text=_("Each row must have as many cells as the header has columns."),
    )
    row_headers = blocks.BooleanBlock(
        label=_("The first column is a header"),
        required=False,
        help_text=_("Screen readers read it out before each cell of the row."),
    )

    translated: ClassVar = ("caption", "header", "rows")
    shared: ClassVar = ("row_headers",)

    class Meta:
        group = groups.LISTS
        icon = "table"
        label = _("Table")
        label_format = "{caption}"
        description = _("Rows and columns, with a caption and a header row.")
        template = "blocks/table.html"

    def conflicts(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """No row has more cells than there are columns."""
        columns = len(value.get("header") or [])
        if not columns:
            return {}
        message = ngettext(
            "This row has more cells than the header row, which has %(number)d column.",
            "This row has more cells than the header row, which has %(number)d columns.",
            columns,
        ) % {"number": columns}
        long_rows = {
            index: ListBlockValidationError(non_block_errors=[ValidationError(message)])
            for index, row in enumerate(value.get("rows") or [])
            if len(row or []) > columns
        }
        return {"rows": ListBlockValidationError(block_errors=long_rows)} if long_rows else {}

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds ``rows``: each as a list of one cell a column."""
        context = super().get_context(value, parent_context)
        rows = [list(row or []) for row in value["rows"]]
        columns = max([len(value["header"]), *(len(row) for row in rows)])
        context["rows"] = [row + [""] * (columns - len(row)) for row in rows if any(row)]
        context["missing_headers"] = range(columns - len(value["header"]))
        return context

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(
            {
                "caption": gettext("Requests answered by year"),
                "header": [gettext("Year"), gettext("Requests")],
                "rows": [["2025", "14"], ["2026", "22"]],
                "row_headers": True,
            }
        )
