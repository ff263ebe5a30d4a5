"""A platform with one group, and an editor who reads Spanish."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.users.models import UserProfile

from groups.models import ServicePage, WorkingGroupPage
from home.models import HomePage
from tests.factories import ServicePageFactory, WorkingGroupIndexPageFactory, WorkingGroupPageFactory
from tests.platform import start


@pytest.fixture
def home(db: None) -> HomePage:
    return start("es", "en")


@pytest.fixture
def group(home: HomePage) -> WorkingGroupPage:
    return WorkingGroupPageFactory(parent=WorkingGroupIndexPageFactory(parent=home), title="Igualdad de género")


@pytest.fixture
def service(group: WorkingGroupPage) -> ServicePage:
    return ServicePageFactory(parent=group, title="Talleres")


@pytest.fixture
def editor(db: None) -> Client:
    """Logged in, with the admin in Spanish."""
    user = get_user_model().objects.create_superuser("editora", "editora@example.org", "secret")
    UserProfile.objects.create(user=user, preferred_language="es")
    client = Client()
    client.force_login(user)
    return client
