"""Fixtures of the workbench's tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Locale

from tests.platform import create_platform
from tests.translation.exchange.file_exchange import FileExchange, create_exchange
from tests.translation.team import TranslationTeam, create_team


@pytest.fixture
def english_messages() -> Iterator[None]:
    """Activate English, in which messages stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def english_default(settings: Any) -> None:
    """Answer in English where no language is asked for."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def team() -> TranslationTeam:
    """A translated group and everybody who works on it."""
    return create_team()


@pytest.fixture
def exchange() -> FileExchange:
    """A translated group whose texts are exchanged in files."""
    return create_exchange()


@pytest.fixture
def locales() -> tuple[Locale, Locale]:
    """Spanish and English, of a platform in both."""
    create_platform("es", "en")
    return Locale.objects.get(language_code="es"), Locale.objects.get(language_code="en")
