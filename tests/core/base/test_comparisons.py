"""What a comparison of versions shows of fields without a value."""

from datetime import date

import pytest
from django.utils import translation
from wagtail.admin.compare import comparison_class_registry

from core.base.comparisons import ValueComparison
from resources.models import EventPage, NewsPage

DATE = NewsPage._meta.get_field("date")


def difference(before: date | None, after: date | None) -> str:
    return str(ValueComparison(DATE, NewsPage(date=before), NewsPage(date=after)).htmldiff())


@pytest.mark.django_db
def test_no_value_is_nothing_in_any_language() -> None:
    assert difference(None, None) == ""
    with translation.override("fr"):
        assert "None" not in difference(None, date(2026, 3, 8))
        assert "8 mars 2026" in difference(None, date(2026, 3, 8))


def test_dates_and_moments_are_compared_so() -> None:
    for field in (DATE, EventPage._meta.get_field("ends_at")):
        assert comparison_class_registry.get(field) is ValueComparison
