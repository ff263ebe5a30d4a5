"""The public form for requesting a service."""

from typing import Any

from django.test import Client, TestCase

from core.visitor_forms import protection
from groups.models import ServicePage
from tests.support.public_pages import subpage_url
from tests.support.visitor_forms import started_token

#: What a visitor has to give.
ANSWERS: dict[str, Any] = {
    "name": "Ana Prueba",
    "email": "ana@example.org",
    "organisation": "Oficina de ejemplo",
    "country": "UY",
    "purpose": "Un taller para el equipo.\nEn marzo.",
    "consent": "on",
}


def form_url(page: ServicePage) -> str:
    """The URL of a service's request form."""
    return subpage_url(page, "request/")


def post_form(page: ServicePage, client: Client | None = None, **changed: Any) -> Any:
    """Post the form a minute after it was opened, with changed answers; None omits one."""
    data = {protection.START_FIELD: started_token(page), **ANSWERS, **changed}
    with TestCase.captureOnCommitCallbacks(execute=True):
        return (client or Client()).post(
            form_url(page), {name: value for name, value in data.items() if value is not None}
        )


def form_errors(response: Any) -> dict[str, list[str]]:
    """The errors of a refused form by field."""
    assert response.status_code in (422, 429)
    return {name: list(found) for name, found in response.context_data["form"].errors.items()}
