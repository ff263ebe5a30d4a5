"""Pages of a platform in Spanish and English."""

import pytest
from wagtail.models import Page

from home.models import HomePage
from tests.factories import ContentPageFactory
from tests.support.public_pages import create_translation


@pytest.fixture
def about(home: HomePage) -> Page:
    """A live Spanish page without translations."""
    page = ContentPageFactory(parent=home, title="Acerca de", slug="acerca", search_description="Qué es y para quién.")
    return Page.objects.get(pk=page.pk)


@pytest.fixture
def about_in_english(about: Page) -> Page:
    """Its live English translation, under a slug of its own."""
    return create_translation(about, "en", "About", "about")
