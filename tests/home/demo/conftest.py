"""The demo, built once for all its tests and taken back after them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.home.conftest import taken_back


@pytest.fixture(scope="package")
def built_demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo, for the folder."""
    with taken_back(django_db_blocker):
        with override_settings(DEBUG=True):
            call_command("demo", verbosity=0)
        yield


@pytest.fixture
def demo(built_demo: None, db: None) -> None:
    """The demo as it was made."""
