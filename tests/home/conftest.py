"""A platform in two languages, set up once a module and rolled back."""

from collections.abc import Iterator
from typing import Any

import pytest

from home.bulk_mode import bulk_mode
from home.setup.platform import Platform, set_up
from tests.support.rollback import rolled_back
from tests.support.row_cache import cached_rows


@cached_rows
def set_up_platform() -> Platform:
    """Set up a platform in Spanish and English."""
    with bulk_mode():
        return set_up(["es", "en"])


@pytest.fixture(scope="module")
def module_platform(django_db_setup: None, django_db_blocker: Any) -> Iterator[Platform]:
    """A platform in Spanish and English, once for the module."""
    with rolled_back(django_db_blocker):
        yield set_up_platform()


@pytest.fixture
def platform(module_platform: Platform, db: None) -> Platform:
    """The module's platform, with each test in a savepoint."""
    made = module_platform
    for page in (made.home, *made.lists.values()):
        page.refresh_from_db()
    return made
