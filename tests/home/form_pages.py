"""Form pages, and visitors who submit them."""

from typing import Any

from django.test import Client, TestCase
from wagtail.models import Locale

from core.visitor_forms import protection
from home.models import FormPage, HomePage
from tests.factories import FormPageFactory
from tests.support.visitor_forms import started_token
from translation.exchange.new_translation import land

#: A field of every kind, named, as the stream is stored.
FIELDS: list[dict[str, Any]] = [
    {"type": kind, "id": f"0f1e2d3c-4b5a-4697-8879-0000000000{number:02}", "value": value}
    for number, (kind, value) in enumerate(
        [
            ("singleline", {"label": "Nombre", "name": "nombre", "required": True, "help": "Como quiera"}),
            ("multiline", {"label": "Mensaje", "name": "mensaje", "required": False}),
            ("email", {"label": "Correo", "name": "correo", "required": False}),
            ("number", {"label": "Personas", "name": "personas", "required": False}),
            ("url", {"label": "Sitio", "name": "sitio", "required": False}),
            ("date", {"label": "Día", "name": "dia", "required": False}),
            ("checkbox", {"label": "Boletín", "name": "boletin", "required": False}),
            ("checkboxes", {"label": "Temas", "name": "temas", "required": False}),
            ("dropdown", {"label": "País", "name": "pais", "required": False}),
            ("radio", {"label": "Tamaño", "name": "tamano", "required": True}),
        ]
    )
]
CHOICES = {
    "temas": [("genero", "Género"), ("datos", "Datos")],
    "pais": [("mx", "México"), ("br", "Brasil")],
    "tamano": [("pequeno", "Pequeño"), ("grande", "Grande")],
}
for _field in FIELDS:
    if _choices := CHOICES.get(_field["value"]["name"]):
        _field["value"]["choices"] = [
            {
                "type": "item",
                "id": f"{_field['id'][:-4]}{number:02}{_field['id'][-2:]}",
                "value": {"key": key, "label": label},
            }
            for number, (key, label) in enumerate(_choices)
        ]

ENGLISH = {
    "title": "Ask us",
    "slug": "ask-us",
    "Nombre": "Name",
    "Mensaje": "Message",
    "Correo": "Mail",
    "Personas": "People",
    "Temas": "Themes",
    "Género": "Gender",
    "Datos": "Data",
    "Tamaño": "Size",
    "Pequeño": "Small",
    "Grande": "Large",
    "México": "Mexico",
}

#: What a visitor has to give.
LEAST: dict[str, Any] = {"nombre": "Ana", "tamano": "grande"}


def create_form_page(home: HomePage, **values: Any) -> FormPage:
    """Publish a form page with a field of every kind."""
    values = {"title": "Pregúntenos", "slug": "preguntenos", "form_fields": FIELDS, **values}
    page: FormPage = FormPageFactory(parent=home, **values)
    page.save_revision().publish()
    return FormPage.objects.get(pk=page.pk)


def create_english_form(page: FormPage) -> FormPage:
    """Publish its English translation."""
    translated = land(page, Locale.objects.get(language_code="en"), ENGLISH)
    return FormPage.objects.get(pk=translated.pk)


def set_fields(page: FormPage, fields: Any) -> None:
    """Replace the fields of a form page by raw stream data."""
    page.form_fields = fields


def post_form(page: FormPage, client: Client | None = None, **answers: Any) -> Any:
    """Post the form a minute after it was opened. ``_started`` and other names can be passed."""
    data = {protection.START_FIELD: started_token(page), **answers}
    with TestCase.captureOnCommitCallbacks(execute=True):
        return (client or Client()).post(page.url, data)


def form_errors(response: Any) -> dict[str, list[str]]:
    """The errors of a refused form by field."""
    assert response.status_code in (422, 429)
    return {name: list(found) for name, found in response.context["form"].errors.items()}
