"""What a listing can hold of groups and services, and how it is narrowed."""

from typing import Any

import pytest

from core.base.page_types import listing_types
from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import (
    GroupThemeFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    ServiceThemeFactory,
    ThemeFactory,
    WorkingGroupPageFactory,
)
from tests.platform import english_locale

pytestmark = pytest.mark.django_db


def filtered_titles(name: str, **narrowed: Any) -> set[str]:
    """The titles of a type's pages, after each of the filters named."""
    listed = listing_types()[name]
    pages: Any = listed.get_queryset()
    for kind, value in narrowed.items():
        pages = listed.subject_filters[kind](pages, value)
    return {page.title for page in pages}


def test_goals_and_countries(group: WorkingGroupPage) -> None:
    WorkingGroupPageFactory(parent=group.get_parent(), title="Uno", goals=[1, 5], countries=["BR"])
    WorkingGroupPageFactory(parent=group.get_parent(), title="Otro", goals=[15], countries=["UY"])
    assert filtered_titles("groups", goal=5) == {"Uno"}
    assert filtered_titles("groups", country="BR") == {"Uno", group.title}, "no country means the whole region"
    assert filtered_titles("groups", goal=5, country="UY") == set()


def test_a_theme_of_any_language_and_what_lies_within_it(group: WorkingGroupPage) -> None:
    broad = ThemeFactory(name="Cuidados")
    narrow = ThemeFactory(name="Licencias", parent=broad)
    GroupThemeFactory(page=group, theme=narrow)
    service = ServicePageFactory(parent=group, title="Talleres")
    ServiceThemeFactory(page=service, theme=broad)
    translated = broad.copy_for_translation(english_locale())
    translated.save()
    assert filtered_titles("groups", theme=narrow) == filtered_titles("groups", theme=translated) == {group.title}
    assert filtered_titles("services", theme=translated) == {"Talleres"}
    assert filtered_titles("services", theme=narrow) == set()


def test_parts_and_services_of_a_group_in_any_language(home: HomePage, group: WorkingGroupPage) -> None:
    WorkingGroupPageFactory(parent=group.get_parent(), title="Parte", parent_group=group)
    ServicePageFactory(parent=group, title="Debajo")
    elsewhere = ServicePageFactory(parent=ServiceIndexPageFactory(parent=home), title="Nombrado")
    ServiceGroupFactory(page=elsewhere, group=group)
    ServicePageFactory(parent=elsewhere.get_parent(), title="Ajeno")
    translated = group.copy_for_translation(english_locale(), copy_parents=True)
    for page in (group, translated):
        assert filtered_titles("groups", group=page) == {"Parte"}
        assert filtered_titles("services", group=page) == {"Debajo", "Nombrado"}
