"""The demo, loaded once for the package and rolled back; and the HTML of its pages."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from wagtail.models import Page

from tests.support.rollback import rolled_back


@pytest.fixture(scope="package")
def package_demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo, once for the package."""
    with rolled_back(django_db_blocker):
        with override_settings(DEBUG=True):
            call_command("demo", verbosity=0)
        yield


@pytest.fixture
def demo(package_demo: None, db: None) -> None:
    """The demo, with each test in a savepoint."""


@pytest.fixture(scope="package")
def pages(package_demo: None, django_db_blocker: Any) -> dict[str, str]:
    """The HTML of every live page by its path."""
    client, read = Client(), {}
    with django_db_blocker.unblock():
        for page in Page.objects.live().filter(depth__gt=1).order_by("path"):
            address = urlsplit(page.get_full_url() or "").path
            response = client.get(address)
            assert response.status_code == 200, address
            read[address] = response.content.decode()
    return read
