"""Sets of codes and bodies."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail import blocks

from core.base.fields import CodesField
from core.blocks.fields import BodyField


@pytest.fixture
def goals_field() -> CodesField:
    field = CodesField(vocabulary="goals", verbose_name="goals")
    field.set_attributes_from_name("goals")
    return field


def test_the_form_offers_all_codes_in_the_editors_language(goals_field: CodesField) -> None:
    with translation.override("es"):
        form_field = goals_field.formfield()
        html = form_field.widget.render("goals", [5], attrs={"id": "goals"})
    assert html.count('type="checkbox"') == 17
    assert html.count("checked") == 1
    assert html.count("5. Igualdad de género") == 1
    assert form_field.label == "Goals"


def test_the_form_gives_numbers_back(goals_field: CodesField) -> None:
    assert goals_field.formfield().clean(["5", "8"]) == [5, 8]
    assert goals_field.formfield().clean([]) == []


@pytest.mark.parametrize("value", [[18], ["x"], "5", {"5": 1}])
def test_what_the_vocabulary_does_not_know_is_refused(goals_field: CodesField, value: object) -> None:
    with pytest.raises(ValidationError):
        goals_field.clean(value, None)


def test_a_code_twice_is_kept_once(goals_field: CodesField) -> None:
    assert goals_field.clean([5, 8, 5], None) == [5, 8]


def test_migrations_hold_no_blocks() -> None:
    field = BodyField([("text", blocks.CharBlock())], verbose_name="body")
    _name, path, args, kwargs = field.deconstruct()
    assert path == "core.blocks.fields.BodyField"
    assert args == []
    assert "block_lookup" not in kwargs
    assert "block_types" not in kwargs


def test_items_of_a_list_get_identifiers_even_from_raw_data() -> None:
    field = BodyField([("parts", blocks.ListBlock(blocks.CharBlock()))])
    field.set_attributes_from_name("body")
    value = field.to_python([{"type": "parts", "value": ["one", "two"]}])
    stored = field.get_prep_value(value)
    identifiers = [item["id"] for item in stored[0]["value"]]
    assert all(identifiers)
    assert len(set(identifiers)) == 2
    again = field.get_prep_value(field.to_python(stored))
    assert [item["id"] for item in again[0]["value"]] == identifiers
