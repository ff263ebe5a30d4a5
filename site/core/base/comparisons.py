"""Comparison of revisions: an empty value is shown as empty, not as None."""

from django.db import models
from django.utils.formats import localize
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class


class ValueComparison(FieldComparison):
    """Dates and numbers in the reader's language; Wagtail writes Python's own, ``None`` included."""

    def htmldiff(self) -> SafeString:
        """The value, or the earlier one struck out before the later one."""
        before, after = ("" if value is None else str(localize(value)) for value in (self.val_a, self.val_b))
        if before == after:
            return escape(after)
        changes = [("deletion", before), ("addition", after)]
        html: SafeString = TextDiff([change for change in changes if change[1]]).to_html()
        return html


def register_comparisons() -> None:
    """Compare dates, times and numbers this way."""
    for field in (models.DateField, models.TimeField, models.IntegerField, models.DecimalField, models.FloatField):
        register_comparison_class(field, comparison_class=ValueComparison)
