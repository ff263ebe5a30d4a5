"""What was translated before is found again."""

import pytest
from django.db import connection
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from tests.translation.building import group_with_translation
from translation.memory.lookup import matches
from translation.memory.models import MemoryEntry, MemoryUnit

pytestmark = pytest.mark.django_db


def test_texts_of_a_page_are_found_exactly_and_nearly() -> None:
    source, target = group_with_translation()
    (exact,) = matches("Resumen", source.locale, target.locale)
    assert (exact.score, exact.source, exact.target) == (100, "Resumen", "en-Resumen")
    assert exact.where == "Igualdad · summary"
    near = matches("Resumén.", source.locale, target.locale)[0]
    assert 60 <= near.score < 100
    assert matches("Otra cosa del todo distinta", source.locale, target.locale) == []
    assert matches("Resumen", target.locale, source.locale) == []
