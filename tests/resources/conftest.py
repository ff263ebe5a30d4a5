"""A platform with a group, and an editor who reads Spanish."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import WorkingGroupIndexPageFactory, WorkingGroupPageFactory
from tests.platform import create_platform
from tests.resources.factories import EventIndexPageFactory, NewsIndexPageFactory, ResourceIndexPageFactory
from tests.support.row_cache import cached_rows


@cached_rows
def create_group() -> WorkingGroupPage:
    """Create a platform with one group."""
    index = WorkingGroupIndexPageFactory(parent=create_platform("es", "en"))
    made: WorkingGroupPage = WorkingGroupPageFactory(parent=index, title="Género", goals=[5])
    return made


@cached_rows
def create_index(maker: Any) -> Any:
    """Create a list page below the home page."""
    return maker(parent=create_platform("es", "en"))


@pytest.fixture
def group(home: HomePage) -> WorkingGroupPage:
    return create_group()


@pytest.fixture
def resources(home: HomePage) -> Any:
    return create_index(ResourceIndexPageFactory)


@pytest.fixture
def news(home: HomePage) -> Any:
    return create_index(NewsIndexPageFactory)


@pytest.fixture
def events(home: HomePage) -> Any:
    return create_index(EventIndexPageFactory)


@pytest.fixture
def fixed_now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Fix ``timezone.now`` at noon of 15 April 2026."""
    fixed = datetime(2026, 4, 15, 12, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: fixed)
    return fixed


@pytest.fixture
def editor(db: None) -> Client:
    """A client of a superuser with the admin in Spanish and in Tokyo's time zone."""
    user = get_user_model().objects.create_superuser("editora", "editora@example.org", "secret")
    UserProfile.objects.create(user=user, preferred_language="es", current_time_zone="Asia/Tokyo")
    client = Client()
    client.force_login(user)
    return client
