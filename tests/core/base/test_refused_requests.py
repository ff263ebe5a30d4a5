"""What a browser sends and the platform can't take is refused in the words of whoever sent it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core.base.views import bad_request
from home.models import HomePage
from tests.factories import ContentPageFactory
from tests.platform import create_platform
from tests.support.admin_clients import client_in_role

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]


@pytest.fixture
def home() -> HomePage:
    return create_platform("es")


def message_in(message: str, language: str) -> str:
    with translation.override(language):
        return gettext(message)


def error_text(response: Any) -> tuple[str, str]:
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select("h1")) == 1
    assert not page.select("h2"), "in one language"
    return str(page.html["lang"]), page.h1.get_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("limit", "most"),
    [
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 40),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 40),
        ("DATA_UPLOAD_MAX_NUMBER_FILES", 1),
    ],
)
def test_a_page_that_is_too_large_to_be_saved_is_refused_in_the_editors_language(
    home: HomePage, settings: Any, language: str, limit: str, most: int
) -> None:
    page = ContentPageFactory(parent=home)
    client = client_in_role("admin", preferred_language=language)
    client.raise_request_exception = False
    setattr(settings, limit, most)
    fields: dict[str, Any] = {f"body-{number}-value": "x" for number in range(60)}
    fields |= {f"file-{number}": SimpleUploadedFile("a.txt", b"x") for number in range(2)}
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), fields, headers={"Accept-Language": "ar"}
    )
    assert response.status_code == 400
    assert error_text(response) == (language, message_in("This form is too large to be sent", language))


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_visitor_is_answered_in_the_language_of_the_page(language: str) -> None:
    request = RequestFactory().post(f"/{language}/")
    for exception, heading in (
        (TooManyFieldsSent(), "This form is too large to be sent"),
        (BadRequest(), "Your request could not be read"),
    ):
        with translation.override(language):
            response = bad_request(request, exception)
        assert response.status_code == 400
        assert error_text(response) == (language, message_in(heading, language))


def test_a_long_page_is_saved() -> None:
    """A field and two hidden ones for each of 10,000 blocks, and their texts."""
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS >= 40_000
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE >= 10_000 * 500
