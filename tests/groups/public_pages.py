"""Publishing, translating and reading pages, and the queries of a visit."""

from typing import Any

from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.platform import english_locale
from translation.exchange.new_translation import land


def republish(thing: Any) -> Any:
    """Publish a page or snippet again from the database, with its rows."""
    fresh = type(thing).objects.get(pk=thing.pk)
    fresh.save_revision().publish()
    return type(thing).objects.get(pk=thing.pk)


def create_english_version(thing: Any, **texts: str) -> Any:
    """Publish an English translation; each text is «EN » and the source's."""
    source = republish(thing)
    own = {
        field.field_name: f"EN {getattr(source, field.field_name)}"
        for field in source.translatable_fields
        if field.field_name in {"title", "name", "label", "post", "summary"}
    }
    if hasattr(source, "slug"):
        own["slug"] = f"en-{source.slug}"
    if hasattr(source, "purpose"):
        own["purpose"] = "<p>EN purpose</p>"
    return land(source, english_locale(), own | texts)


def get_html(client: Client, page: Any) -> str:
    """The HTML of a page."""
    response = client.get(page.url)
    assert response.status_code == 200, page.url
    return response.content.decode()


def page_queries(client: Client, page: Any) -> list[str]:
    """The SQL of a visit with cold caches."""
    address = page.url
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def main_text(html: str) -> str:
    """The text of the page's main part."""
    return " ".join(BeautifulSoup(html, "html.parser").main.get_text(" ").split())


def publish_page(page: Any) -> Any:
    """Publish the object's field values."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def listing_titles(client: Client, page: Any, name: str) -> tuple[list[str], list[str]]:
    """The titles of a page's listing: in its language, and those in other languages only."""
    for listing in client.get(page.url).context["listings"]:
        if listing.name == name:
            return [item.title for item in listing.pages], [item.title for item in listing.other_languages]
    return [], []
