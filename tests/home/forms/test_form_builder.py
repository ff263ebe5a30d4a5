"""An editor puts a form together: names are given once, mistakes are said where they are."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringSegment, TranslationSource

from home.form_fields import FIELD_BLOCKS
from home.models import ContentPage, FormPage, HomePage
from tests.home.form_pages import FIELDS, LEAST, create_english_form, create_form_page, post_form, set_fields
from tests.support import marked_translation
from tests.support.messages import in_spanish
from tests.support.visitor_forms import parse_response

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Client:
    """Logged in, with the admin in Spanish."""
    user = get_user_model().objects.create_superuser("editora", "editora@example.org", "secret")
    UserProfile.objects.create(user=user, preferred_language="es")
    client = Client()
    client.force_login(user)
    return client


def field(kind: str = "singleline", *choices: dict[str, str], **values: str) -> tuple[str, dict[str, Any]]:
    """A field as the editor's browser sends it."""
    filled: dict[str, Any] = {"label": "Nombre", "help": "", "name": "", **values}
    if kind in ("dropdown", "radio", "checkboxes"):
        filled["choices"] = items(*choices)
    return kind, filled


def items(*choices: dict[str, str]) -> dict[str, str]:
    """Choices as the editor's browser sends them."""
    sent: dict[str, str] = {"count": str(len(choices))}
    for number, choice in enumerate(choices):
        sent |= {f"{number}-deleted": "", f"{number}-order": str(number), f"{number}-id": "", f"{number}-type": "item"}
        sent |= {f"{number}-value-{name}": value for name, value in ({"key": ""} | choice).items()}
    return sent


def form_builder_data(*fields: tuple[str, dict[str, Any]], **values: str) -> dict[str, Any]:
    """The editor's whole form as their browser sends it."""
    return nested_form_data(
        {
            "title": "Encuesta", "slug": "encuesta", "introduction": rich_text("<p>Hola</p>"),
            "form_fields": streamfield(list(fields)), "consent": rich_text(""), "thank_you": rich_text(""),
            "submit_label": "", "mail_to": "", "retention_days": "365", "closes_on": "", "seo_title": "",
            "search_description": "", "search_image": "", "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
            **values,
        }
    )  # fmt: skip


def compose(editor: Client, home: HomePage, *fields: Any, publish: bool = True, **values: str) -> Any:
    """Send the form for a new page."""
    data = form_builder_data(*fields, **values)
    if publish:
        data["action-publish"] = "1"
    return editor.post(reverse("wagtailadmin_pages:add", args=["home", "formpage", home.pk]), data)


def field_errors(response: Any) -> Any:
    """What is wrong with the fields, as the editor's screen gets it."""
    assert response.status_code == 200
    return response.context["form"].errors.as_data()["form_fields"][0].as_json_data()


def names(page: FormPage) -> list[str]:
    return [child.value["name"] for child in page.form_fields]


def test_an_editor_composes_publishes_and_visitors_send(editor: Client, home: HomePage) -> None:
    response = compose(
        editor, home, field(label="¿Cómo se llama?"), field(label="Nombre"), field(label="Nombre"), field(label="数"),
        field("radio", {"label": "Sí, claro"}, {"label": "No", "key": "no"}, {"label": "Sí, claro"}, label="¿Viene?"),
        mail_to="uno@example.org, dos@example.org\ntres@example.org",
    )  # fmt: skip
    assert response.status_code == 302
    page = FormPage.objects.get()
    assert page.live
    assert names(page) == ["como-se-llama", "nombre", "nombre-2", "field", "viene"]
    assert [option["key"] for option in page.form_fields[4].value["choices"]] == ["si-claro", "no", "si-claro-2"]
    assert page.addresses == ["uno@example.org", "dos@example.org", "tres@example.org"]
    answers: dict[str, Any] = {"como-se-llama": "Ana", "nombre": "a", "nombre-2": "b", "field": "c", "viene": "no"}
    assert post_form(page, **answers).status_code in (302, 422)
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_name_stays_when_the_label_changes_or_its_box_is_emptied(editor: Client, home: HomePage) -> None:
    page = create_form_page(home, form_fields=[])
    set_fields(page, [{"type": "singleline", "value": {"label": "Nombre"}, "id": "a" * 8}])
    page.save_revision().publish()
    page = FormPage.objects.get(pk=page.pk)
    assert names(page) == ["nombre"]
    set_fields(page, [{"type": "singleline", "value": {"label": "Nombre y apellido", "name": ""}, "id": "a" * 8}])
    page.full_clean()
    assert names(page) == ["nombre"]
    set_fields(page, [{"type": "singleline", "value": {"label": "Otra cosa", "name": ""}, "id": "b" * 8}])
    page.full_clean()
    assert names(page) == ["otra-cosa"]


def test_a_key_stays_when_its_box_is_emptied(home: HomePage) -> None:
    page = create_form_page(home)
    raw = [dict(page.form_fields.raw_data[9])]
    for option in raw[0]["value"]["choices"]:
        option["value"] = {"label": "Otra", "key": ""}
    set_fields(page, raw)
    page.full_clean()
    assert [option["key"] for option in page.form_fields[0].value["choices"]] == ["pequeno", "grande"]


def test_translating_takes_labels_help_and_choices_and_no_name(home: HomePage) -> None:
    page = create_form_page(home)
    create_english_form(page)
    texts = set(
        StringSegment.objects.filter(source__object=page.translation_key).values_list("string__data", flat=True)
    )
    assert {"Nombre", "Como quiera", "Tamaño", "Pequeño"} <= texts
    assert not {"nombre", "tamano", "pequeno", "mx"} & texts
    frozen = TranslationSource.objects.get(object=page.translation_key)
    assert not frozen.overridablesegment_set.exists()


def test_a_field_that_is_added_waits_for_the_translation_and_then_has_the_same_name(home: HomePage) -> None:
    page = create_form_page(home)
    other = create_english_form(page)
    page.form_fields.append(("singleline", {"label": "Cargo", "help": "", "required": False, "name": ""}))
    page.save_revision().publish()
    assert names(FormPage.objects.get(pk=page.pk))[-1] == "cargo"
    assert "cargo" not in names(FormPage.objects.get(pk=other.pk))
    marked_translation.publish_translation(page, Locale.objects.get(language_code="en"))
    assert names(FormPage.objects.get(pk=other.pk)) == names(FormPage.objects.get(pk=page.pk))


@pytest.mark.one_database
def test_two_fields_with_one_name_are_refused_at_the_second(editor: Client, home: HomePage) -> None:
    response = compose(editor, home, field(name="a", label="Uno"), field(name="a", label=""))
    message = "Another field already has this machine name. Choose a different one, or leave it empty."
    blocks = field_errors(response)["blockErrors"]
    assert list(blocks) == [1]
    assert blocks[1]["blockErrors"]["name"]["messages"] == [in_spanish(message)]
    assert blocks[1]["blockErrors"]["label"]["messages"] == [in_spanish("This field is required.")]
    assert response.context["form"]["form_fields"].value()[0].value["label"] == "Uno"
    assert "Encuesta" in response.content.decode()
    assert not FormPage.objects.exists()
    assert field_errors(compose(editor, home, field(name="a"), field(name="a"), publish=False))[
        "blockErrors"
    ].keys() == {1}


@pytest.mark.parametrize("name", ["Nombre", "1a", "a b", "_consent", "submit_time", "ñ", "a" * 61])
def test_a_name_is_for_programs(editor: Client, home: HomePage, name: str) -> None:
    blocks = field_errors(compose(editor, home, field(name=name)))["blockErrors"]
    assert list(blocks[0]["blockErrors"]) == ["name"]


def test_choices_are_there_once_it_is_published_and_a_draft_may_lack_them(editor: Client, home: HomePage) -> None:
    blocks = field_errors(compose(editor, home, field("dropdown")))["blockErrors"]
    assert blocks[0]["blockErrors"]["choices"]["messages"] == [in_spanish("Enter at least one choice.")]
    assert compose(editor, home, field("dropdown"), publish=False).status_code == 302
    draft = FormPage.objects.get()
    assert not draft.live
    assert names(draft.get_latest_revision_as_object()) == ["nombre"]


@pytest.mark.one_database
def test_two_choices_with_one_key_are_refused_even_in_a_draft(editor: Client, home: HomePage) -> None:
    twice = field("radio", {"label": "Uno", "key": "a"}, {"label": "Dos", "key": "a"})
    blocks = field_errors(compose(editor, home, twice, publish=False))["blockErrors"]
    assert "“a”" in blocks[0]["blockErrors"]["choices"]["messages"][0]


def test_a_form_without_fields_can_be_kept_and_not_published(editor: Client, home: HomePage) -> None:
    response = compose(editor, home)
    assert list(response.context["form"].errors["form_fields"]) == [in_spanish("A form needs at least one field.")]
    assert compose(editor, home, publish=False).status_code == 302


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("mail_to", "uno@example.org\nno es", "no es"),
        ("mail_to", "\n".join(f"n{number}@example.org" for number in range(21)), "20"),
        ("retention_days", "0", "1"),
        ("retention_days", "3651", "3650"),
        ("closes_on", "mañana", ""),
    ],
)
def test_facts_that_can_not_be_are_refused_at_the_field(
    editor: Client, home: HomePage, name: str, value: str, said: str
) -> None:
    response = compose(editor, home, field(), publish=True, **{name: value})
    form = response.context["form"]
    assert list(form.errors) == [name]
    assert said in form.errors[name][0]
    assert form[name].value() == value


def test_nothing_stands_below_a_form_and_it_stands_below_plain_pages(home: HomePage) -> None:
    assert FormPage.allowed_subpage_models() == []
    assert set(FormPage.allowed_parent_page_models()) == {HomePage, ContentPage}


@pytest.mark.one_database
def test_an_editor_previews_the_form_and_the_thanks(editor: Client, home: HomePage) -> None:
    page = create_form_page(home, thank_you="<p>Gracias mil.</p>")
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert parse_response(editor.get(address)).select_one("form.answers")
    assert "Gracias mil." in parse_response(editor.get(address, {"mode": "landing"})).main.text


@pytest.mark.one_database
@pytest.mark.parametrize("name", dict(FIELD_BLOCKS))
def test_the_picker_can_show_each_field(name: str, editor: Client, home: HomePage) -> None:
    block = FormPage._meta.get_field("form_fields").stream_block.child_blocks[name]
    assert block.is_previewable
    for text in (block.label, block.get_description(), block.meta.group, block.meta.icon):
        assert str(text)
    preview = parse_response(editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}))
    assert str(block.label) in preview.main.text
    assert preview.main.select_one("input, textarea, select")


def test_changed_words_leave_what_is_stored_as_it_is(home: HomePage) -> None:
    page = create_form_page(home)
    post_form(page, **LEAST)
    raw = [dict(part) for part in page.form_fields.raw_data]
    raw[0]["value"]["label"] = "Su nombre"
    set_fields(page, raw)
    page.save_revision().publish()
    post_form(FormPage.objects.get(pk=page.pk), nombre="Bea", tamano="grande")
    assert [row.form_data["nombre"] for row in page.get_submissions().order_by("pk")] == ["Ana", "Bea"]
    assert len(FIELDS) == len(names(FormPage.objects.get(pk=page.pk)))
