"""What was translated before is found again."""

import pytest

from tests.translation.building import group_with_translation
from translation.memory.lookup import matches

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
