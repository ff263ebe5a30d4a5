"""Requests of public pages, and pages to request."""

from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Locale, Page

from core.base.localized_urls import in_language

#: What is no number of a page, whatever list it is of.
NO_PAGES = ("abc", "-1", "0", "01", "+1", "1.5", "1e3", "9" * 5000, " 1", "١", "\x00", "NaN", "2; drop")


def get_soup(client: Client, url: str, status: int = 200) -> BeautifulSoup:
    """Request a URL, assert the status and parse the page."""
    response = client.get(url)
    assert response.status_code == status, f"{url}: {response.status_code}"
    return BeautifulSoup(response.content, "html.parser")


def create_translation(page: Page, language: str, title: str, slug: str) -> Page:
    """Publish a translation of a page under a title and slug."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    copy.title, copy.slug, copy.alias_of = title, slug, None
    copy.save_revision().publish()
    return Page.objects.get(pk=copy.pk)


def create_alias(page: Page, parent: Page) -> Page:
    """Create an alias of a page below a page of another language, as for the parents of translations."""
    return page.create_alias(
        parent=parent, update_slug=page.slug, update_locale=parent.locale, reset_translation_key=False
    )


def subpage_url(page: Page, path: str) -> str:
    """The URL of a page's subpath in the words of its language; ``path`` is in English."""
    return f"{page.url}{in_language(path, page.locale.language_code)}"


def hreflang_links(html: BeautifulSoup) -> dict[str, str]:
    """The ``hreflang`` links of a page: language codes to absolute URLs."""
    links = html.select('head link[rel="alternate"][hreflang]')
    return {str(link["hreflang"]): str(link["href"]) for link in links}


def url_path(url: str) -> str:
    """A URL without scheme and host."""
    return "/" + url.split("/", 3)[3]


def switcher_entries(html: BeautifulSoup) -> dict[str, Tag]:
    """The entries of the language switcher by language code."""
    found = {}
    for item in html.select("nav.languages li"):
        named = item.select_one("span[lang]") if item.select_one(".missing, [aria-current]") else item.select_one("a")
        assert named is not None
        found[str(named["lang"])] = item
    return found
