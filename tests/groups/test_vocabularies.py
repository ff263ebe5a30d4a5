"""The lists that editors manage: one entry a key and language, two levels of themes."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from groups.models import Audience, Entity, GroupKind, ServiceKind, Theme
from home.models import HomePage
from tests.factories import (
    AudienceFactory,
    EntityFactory,
    GroupKindFactory,
    ServiceKindFactory,
    ThemeFactory,
)
from tests.support.messages import in_spanish
from translation.exchange.new_translation import land

pytestmark = pytest.mark.django_db


def create(editor: Client, model: Any, **values: str) -> Any:
    name = model._meta.model_name
    return editor.post(f"{reverse(f'wagtailsnippets_groups_{name}:add')}?locale=es", values)


@pytest.mark.parametrize("maker", [EntityFactory, GroupKindFactory, ServiceKindFactory, AudienceFactory])
def test_a_key_is_taken_once_a_language(home: HomePage, editor: Client, maker: Any) -> None:
    held = maker(key="taken")
    values = {"key": "taken", "name": "Otra", "label": "Otra", "kind": "un", "order": "1"}
    response = create(editor, maker._meta.model, **values)
    assert response.status_code == 200
    assert response.context["form"].errors["key"]
    assert response.context["form"]["key"].value() == "taken"
    assert maker._meta.model.objects.get() == held
    english = held.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save()
    assert english.key == "taken"
    with pytest.raises(IntegrityError), transaction.atomic():
        maker(key="taken")


def test_a_broken_address_is_refused_at_its_field(home: HomePage, editor: Client) -> None:
    response = create(editor, Entity, key="x", name="Entidad recién escrita", kind="un", website="htp:/x", order="1")
    form = response.context["form"]
    assert [str(message) for message in form.errors["website"]] == [in_spanish("Enter a valid URL.")]
    assert form["name"].value() == "Entidad recién escrita"
    assert form["website"].value() == "htp:/x"
    assert not Entity.objects.exists()


def test_a_theme_gets_a_short_name_that_is_free_in_its_language(home: HomePage) -> None:
    assert [ThemeFactory(name="Género y juventud").slug for _ in range(3)] == [
        "genero-y-juventud",
        "genero-y-juventud-2",
        "genero-y-juventud-3",
    ]


def test_themes_that_are_translated_alike_do_not_stop_the_translation(home: HomePage) -> None:
    english = Locale.objects.get(language_code="en")
    texts = {"name": "Care", "slug": "care"}
    slugs = [land(ThemeFactory(name=name), english, texts).slug for name in ("Cuidado", "Atención")]
    assert slugs == ["care", "care-2"]


def test_a_theme_whose_short_name_is_taken_is_refused_in_the_form(home: HomePage, editor: Client) -> None:
    ThemeFactory(name="Datos", slug="datos")
    response = create(editor, Theme, name="Más datos", slug="datos")
    assert response.context["form"].errors["slug"]
    assert response.context["form"]["name"].value() == "Más datos"


def test_themes_have_two_levels(home: HomePage) -> None:
    broad = ThemeFactory(name="Sociedad")
    narrow = ThemeFactory(name="Género", parent=broad)
    with pytest.raises(ValidationError) as third:
        Theme(name="Más fino", slug="mas-fino", parent=narrow, locale=home.locale).full_clean()
    assert "parent" in third.value.message_dict
    broad.parent = ThemeFactory(name="Mundo")
    with pytest.raises(ValidationError) as lifted:
        broad.full_clean()
    assert "parent" in lifted.value.message_dict
    narrow.parent = narrow
    with pytest.raises(ValidationError) as itself:
        narrow.full_clean()
    assert "parent" in itself.value.message_dict


@pytest.mark.parametrize("model", [Entity, Theme, GroupKind, ServiceKind, Audience])
def test_the_list_and_the_chooser_show_the_language(home: HomePage, editor: Client, model: Any) -> None:
    from tests import factories

    maker = getattr(factories, f"{model.__name__}Factory")
    maker()
    maker(locale=Locale.objects.get(language_code="en"))
    name = model._meta.model_name
    listed = editor.get(reverse(f"wagtailsnippets_groups_{name}:list")).content.decode()
    assert "Español" in listed
    chooser = model.snippet_viewset.chooser_viewset.get_url_name("choose")
    chosen = editor.get(reverse(chooser)).json()["html"]
    assert "Español" in chosen
    assert "English" in chosen or "Inglés" in chosen
