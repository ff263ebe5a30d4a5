"""A platform in two languages, made once a module and taken back after it."""

from collections.abc import Iterator
from typing import Any

import pytest

from home.bulk_mode import quietly
from home.setup.platform import Platform, set_up
from tests.support.rollback import taken_back
from tests.support.row_cache import repeated


@repeated
def in_two_languages() -> Platform:
    """A new platform in Spanish and English."""
    with quietly():
        return set_up(["es", "en"])


@pytest.fixture(scope="module")
def built_platform(django_db_setup: None, django_db_blocker: Any) -> Iterator[Platform]:
    """A new platform in Spanish and English, for the module."""
    with taken_back(django_db_blocker):
        yield in_two_languages()


@pytest.fixture
def platform(built_platform: Platform, db: None) -> Platform:
    """The module's platform, as it was made."""
    made = built_platform
    for page in (made.home, *made.lists.values()):
        page.refresh_from_db()
    return made
