"""Making many pages at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelcluster import models as cluster
from wagtail.models import Locale

from home.bulk_mode import keys_unchecked, quietly
from home.setup.platform import Platform


def queries_to_read(platform: Platform) -> int:
    """How many it takes to read a revision back."""
    revision = platform.home.save_revision()
    with CaptureQueriesContext(connection) as captured:
        assert revision.as_object().locale_id == Locale.objects.get(language_code="es").pk
    return len(captured)


def test_reading_back_asks_no_question_a_key(platform: Platform) -> None:
    checked = queries_to_read(platform)
    with keys_unchecked():
        assert queries_to_read(platform) < checked
    assert queries_to_read(platform) == checked


def test_everything_is_as_before_whatever_happens(platform: Platform) -> None:
    before = (cluster.model_from_serializable_data, connection.make_debug_cursor)
    with pytest.raises(ZeroDivisionError):
        fail_in_bulk_mode()
    assert (cluster.model_from_serializable_data, connection.make_debug_cursor) == before


def fail_in_bulk_mode() -> None:
    """Something goes wrong inside."""
    with quietly():
        assert connection.make_debug_cursor == connection.make_cursor
        raise ZeroDivisionError
