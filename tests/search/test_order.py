"""In which order results stand, and what their feed says of them."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from home.models import HomePage
from tests import platform
from tests.factories import ContentPageFactory
from tests.resources.factories import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.indexed

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def home(db: None) -> HomePage:
    """A Spanish platform."""
    return platform.start("es", "en")


def test_feeds_leave_out_what_xml_can_not_say(client: Client, home: HomePage) -> None:
    ContentPageFactory(parent=home, title="Con\x0bcontrol", slug="uno", search_description="Una\x0cagua\ufffe clara.")
    news = NewsIndexPageFactory(parent=home, title="Noti\x1fcias", search_description="Todas\x0b")
    NewsPageFactory(parent=news, title="Nueva\x0bagua", slug="dos", summary="Un\x02resumen")
    for address, titles in (
        ("/es/search/feed.atom?q=agua", {"Con control", "Nueva agua"}),
        (f"{news.url}feed.atom", {"Nueva agua"}),
    ):
        root = ET.fromstring(client.get(address).content)  # noqa: S314 - our own feed
        assert {each.text for each in root.findall("a:entry/a:title", ATOM)} == titles
