"""A platform with one group, and an editor who reads Spanish."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.users.models import UserProfile

from groups.models import ServicePage, WorkingGroupPage
from home.models import HomePage
from tests.factories import ServicePageFactory, WorkingGroupIndexPageFactory, WorkingGroupPageFactory
from tests.platform import create_platform
from tests.support.row_cache import cached_rows


@cached_rows
def create_group() -> WorkingGroupPage:
    """Create a platform with one group."""
    index = WorkingGroupIndexPageFactory(parent=create_platform("es", "en"))
    made: WorkingGroupPage = WorkingGroupPageFactory(parent=index, title="Igualdad de género")
    return made


@cached_rows
def create_service(group: int) -> ServicePage:
    """Create a service of a group."""
    made: ServicePage = ServicePageFactory(parent=WorkingGroupPage.objects.get(pk=group), title="Talleres")
    return made


@pytest.fixture
def group(home: HomePage) -> WorkingGroupPage:
    return create_group()


@pytest.fixture
def service(group: WorkingGroupPage) -> ServicePage:
    return create_service(group.pk)


def create_editor_client() -> Client:
    """A client of a superuser with the admin in Spanish."""
    user = get_user_model().objects.create_superuser("editora", "editora@example.org", "secret")
    UserProfile.objects.create(user=user, preferred_language="es")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db: None) -> Client:
    return create_editor_client()
